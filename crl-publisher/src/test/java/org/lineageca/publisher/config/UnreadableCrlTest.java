package org.lineageca.publisher.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.migrations.TemporaryDatabase;
import org.lineageca.publisher.testpki.CrlDraft;
import org.lineageca.publisher.testpki.TestAuthority;
import org.lineageca.publisher.testpki.TestRows;

/** One CRL that the database does not give, beside one that it gives. */
class UnreadableCrlTest {

    @TempDir private Path temporary;

    private final TestAuthority damaged = TestAuthority.create("Damaged CA");
    private final TestAuthority sound = TestAuthority.create("Sound CA");
    private volatile Instant now = Instant.now();
    private TemporaryDatabase database;
    private TestRows rows;
    private int damagedId;
    private int soundId;

    @BeforeEach
    void certify() {
        database = TemporaryDatabase.start();
        rows = new TestRows(database);
        damagedId = generation(damaged);
        soundId = generation(sound);
        crl(damagedId, damaged, 1);
    }

    @AfterEach
    void stop() {
        rows.close();
        database.close();
    }

    private int generation(TestAuthority authority) {
        var certified = Instant.now().minusSeconds(50);
        var id = rows.generation(authority, null);
        rows.certificate(id, null, certified, authority.selfSigned(certified));
        rows.scope(id, "complete", "http://127.0.0.1/" + authority.label() + "/complete.crl");
        return id;
    }

    private void crl(int id, TestAuthority authority, long number) {
        rows.crl(id, new CrlDraft(authority, number, now, List.of()).sign());
    }

    @Test
    void oneWhosePiecesDoNotAddUpIsRefusedAndTheOthersArePublished() {
        lengthen(1);
        crl(soundId, sound, 1);
        try (var publisher = run()) {
            publisher.awaitNumber(sound.label(), 1);
            publisher.awaitHealth(503, "UNREADABLE");
            assertThat(publisher.text("/health")).contains("the size its row says");
            assertThat(publisher.number(damaged.label())).isZero();
            crl(soundId, sound, 2);
            publisher.awaitNumber(sound.label(), 2);
            lengthen(-1);
            now = now.plusSeconds(20);
            publisher.awaitNumber(damaged.label(), 1);
            publisher.awaitHealth(200, "ok");
        }
    }

    /** Its pages cannot be read, or whoever reads it is interrupted each time. */
    @ParameterizedTest
    @ValueSource(strings = {"data_corrupted", "query_canceled", "serialization_failure"})
    void oneThatCannotBeReadIsRefusedAndTheOthersArePublished(String condition) {
        rows.update(
                """
                CREATE FUNCTION page_of(generation integer) RETURNS boolean LANGUAGE plpgsql AS $$
                BEGIN
                    IF generation = %d THEN
                        RAISE 'not this one' USING ERRCODE = '%s';
                    END IF;
                    RETURN true;
                END $$
                """
                        .formatted(damagedId, condition));
        rows.update("ALTER TABLE crl_piece ENABLE ROW LEVEL SECURITY");
        rows.update(
                "CREATE POLICY page ON crl_piece FOR SELECT TO publisher USING (page_of(generation_id))");
        crl(soundId, sound, 1);
        try (var publisher = run()) {
            publisher.awaitNumber(sound.label(), 1);
            publisher.awaitHealth(503, "not this one");
            rows.update("ALTER TABLE crl_piece DISABLE ROW LEVEL SECURITY");
            now = now.plusSeconds(20);
            publisher.awaitNumber(damaged.label(), 1);
            publisher.awaitHealth(200, "ok");
        }
    }

    /** What was refused is looked at again when a test lets time pass. */
    private Running run() {
        InstantSource clock = () -> now;
        return new Running(
                database.jdbcUrl(), database.password(), temporary.resolve("published"), clock);
    }

    /** As if a piece were cut, or as it was: nothing is checked and no trigger runs. */
    private void lengthen(int octets) {
        rows.update("SET session_replication_role = replica");
        rows.update(
                "UPDATE crl SET octets = octets + %d WHERE generation_id = %d"
                        .formatted(octets, damagedId));
        rows.update("SET session_replication_role = origin");
    }
}
