package org.lineageca.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.launcher.installation.Installation;

final class ReportCommandsTest {

    private static final String REPORT =
            """
            {"asOf":"2026-11-22T07:00:00Z",
             "total":{"issued":3,"unexpired":2,"revoked":1,"onHold":0,"valid":1,"expiring":{"2026-12":2}},
             "rows":[{"lineage":"servers","authority":"Issuing","generation":"ab","profile":"tls-server","keyType":"ec-p256",
               "counts":{"issued":3,"unexpired":2,"revoked":1,"onHold":0,"valid":1,"expiring":{"2026-12":2}}}]}\
            """;

    @TempDir private Path folder;
    private StubService service;
    private Terminal terminal;

    @BeforeEach
    void start() throws Exception {
        var installation = new Installation(folder, folder.resolve("data"));
        terminal = new Terminal(installation);
        service = StubService.of(installation);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void thePopulationIsATableUnlessAnotherFormIsAskedFor() {
        service.answers(200, REPORT);
        assertThat(terminal.run(List.of("report", "population"))).isZero();
        assertThat(terminal.out())
                .isEqualTo(
                        """
                        As of 2026-11-22T07:00:00Z

                        LINEAGE  CA       GENERATION  PROFILE     KEY      ISSUED  UNEXPIRED  REVOKED  ON HOLD  VALID
                        servers  Issuing  ab          tls-server  ec-p256  3       2          1        0        1
                                 all                                       3       2          1        0        1

                        EXPIRES IN  CERTIFICATES
                        2026-12     2
                        """);
        assertThat(terminal.run(List.of("report", "population", "--format=json"))).isZero();
        assertThat(terminal.out()).contains("\"keyType\" : \"ec-p256\"");
        assertThat(service.requests())
                .hasSize(2)
                .allMatch(line -> line.startsWith("GET /reports/population "));
    }

    @Test
    void asCsvItIsPassedOnAsItIs() {
        service.answers(200, "as_of,lineage\r\nt,servers\r\n");
        assertThat(terminal.run(List.of("report", "population", "--format=csv"))).isZero();
        assertThat(terminal.out()).isEqualTo("as_of,lineage\r\nt,servers\r\n");
        assertThat(terminal.run(List.of("report", "population", "--format=xml"))).isEqualTo(2);
        assertThat(terminal.run(List.of("report"))).isEqualTo(2);
    }
}
