package org.lineageca.ca.population;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.octets.Octets;

/** The report's forms. */
class PopulationCsvTest {

    private static final YearMonth DECEMBER = YearMonth.of(2026, 12);
    private static final YearMonth JANUARY = YearMonth.of(2027, 1);

    private static Population.Ca ca(String lineage, String name, int key) {
        return new Population.Ca(
                new GenerationId(Octets.of(new byte[] {(byte) key}).sha256()),
                lineage,
                name,
                "Enabled",
                true);
    }

    private static final Population REPORT =
            new Population(
                    Instant.parse("2026-11-22T07:00:00Z"),
                    List.of(
                            new Population.Row(
                                    ca("servers", "Issuing, \"2026\"", 1),
                                    "tls-server",
                                    "rsa-2048",
                                    new Counts(
                                            5,
                                            3,
                                            2,
                                            1,
                                            2,
                                            new TreeMap<>(Map.of(DECEMBER, 1L, JANUARY, 2L)))),
                            new Population.Row(
                                    ca("servers", "=HYPERLINK(1)", 2),
                                    "tls-server",
                                    "ec-p256",
                                    new Counts(1, 1, 0, 0, 1, new TreeMap<>(Map.of(JANUARY, 1L)))),
                            new Population.Row(ca("", "Root", 3), "root", "ec-p384", Counts.NONE)));

    @Test
    void everyKindIsALineAndEveryMonthAColumn() {
        assertThat(PopulationCsv.write(REPORT))
                .isEqualTo(
                        """
                        as_of,lineage,ca,generation,state,profile,key_type,issued,unexpired,revoked,on_hold,valid,expiring_2026-12,expiring_2027-01\r
                        2026-11-22T07:00:00Z,,Root,084fed08b978af4d,Enabled,root,ec-p384,0,0,0,0,0,0,0\r
                        2026-11-22T07:00:00Z,servers,'=HYPERLINK(1),dbc1b4c900ffe48d,Enabled,tls-server,ec-p256,1,1,0,0,1,0,1\r
                        2026-11-22T07:00:00Z,servers,"Issuing, ""2026""\",4bf5122f344554c5,Enabled,tls-server,rsa-2048,5,3,2,1,2,1,2\r
                        """);
    }

    @Test
    void sumsAreOfAllThatHaveSomethingInCommon() {
        assertThat(REPORT.by(Population.Grouping.LINEAGE))
                .containsOnlyKeys("none", "servers")
                .containsEntry(
                        "servers",
                        new Counts(
                                6, 4, 2, 1, 3, new TreeMap<>(Map.of(DECEMBER, 1L, JANUARY, 3L))));
        assertThat(REPORT.by(Population.Grouping.KEY_TYPE))
                .containsOnlyKeys("ec-p256", "ec-p384", "rsa-2048");
        assertThat(REPORT.by(Population.Grouping.CA)).hasSize(3);
        assertThat(REPORT.by(Population.Grouping.PROFILE)).containsOnlyKeys("root", "tls-server");
        assertThat(REPORT.total()).isEqualTo(REPORT.by(Population.Grouping.LINEAGE).get("servers"));
    }
}
