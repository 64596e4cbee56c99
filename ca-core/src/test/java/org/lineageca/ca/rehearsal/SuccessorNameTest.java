package org.lineageca.ca.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lineageca.ca.x509.DistinguishedName;

final class SuccessorNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CN=TLS Issuing CA 2026-1,O=Example|CN=TLS Issuing CA 2026-2,O=Example",
                "CN=TLS 9|CN=TLS 10",
                "CN=Issuing,O=Example 3|CN=Issuing 2,O=Example 3",
                "OU=Issuing\\, 1,CN=Two\\, Inc.|OU=Issuing\\, 1,CN=Two\\, Inc. 2",
                "O=Example|CN=2,O=Example"
            })
    void theNumberCountsOn(String name, String successor) {
        assertThat(SuccessorName.after(DistinguishedName.of(name)))
                .isEqualTo(DistinguishedName.of(successor));
    }
}
