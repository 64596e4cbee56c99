package org.lineageca.ca.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import java.sql.SQLException;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;

class ProblemHandlerTest {

    @Test
    void whoAsksWhileTheProgramEndsIsToldToComeAgain() {
        var config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://127.0.0.1:1/lineage");
        config.setInitializationFailTimeout(-1);
        var pool = new HikariDataSource(config);
        pool.close();

        assertIsOutage(failure(pool));
    }

    @Test
    void whoAsksWhileTheDatabaseIsAwayIsToldToComeAgain() {
        var config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://127.0.0.1:1/lineage");
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(250);
        try (var pool = new HikariDataSource(config)) {
            assertIsOutage(failure(pool));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "57P01"})
    void whoseConnectionBreaksIsToldToComeAgain(String state) {
        assertIsOutage(new DataAccessException("read", new SQLException("broken", state)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42P01"})
    void whatTheDatabaseRefusesIsOurMistake(String state) {
        var response = handled(new DataAccessException("write", new SQLException("no", state)));

        assertThat(response.code()).isEqualTo(500);
        assertThat(response.header("Retry-After")).isNull();
    }

    @Test
    void whoAsksARestoredDatabaseIsToldWhyAndNotToComeAgainAtOnce() {
        var response =
                handled(new RefusedException(Refusal.DATABASE_RESTORED, "It is older. Restore."));

        assertThat(response.code()).isEqualTo(503);
        assertThat(response.header("Retry-After")).isEqualTo("60");
        assertThat(response.body().type()).isEqualTo("urn:lineage:problem:database-restored");
        assertThat(response.body().detail()).isEqualTo("It is older. Restore.");
    }

    private static DataAccessException failure(HikariDataSource pool) {
        try {
            DSL.using(pool, SQLDialect.POSTGRES).fetch("SELECT 1");
            throw new AssertionError("the database answered");
        } catch (DataAccessException e) {
            return e;
        }
    }

    private static void assertIsOutage(DataAccessException failure) {
        var response = handled(failure);
        assertThat(response.code()).as("%s", failure.getCause()).isEqualTo(503);
        assertThat(response.header("Retry-After")).isEqualTo("2");
        assertThat(response.body().type()).isEqualTo("urn:lineage:problem:database-unavailable");
    }

    private static HttpResponse<Problem> handled(RuntimeException failure) {
        return new ProblemHandler().handle(HttpRequest.POST("/certificates", ""), failure);
    }
}
