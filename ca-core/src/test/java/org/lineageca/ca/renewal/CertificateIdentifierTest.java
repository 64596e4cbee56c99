package org.lineageca.ca.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

class CertificateIdentifierTest {

    /** RFC 9773 4.1: of the certificate in its appendix A. */
    private static final String EXAMPLE = "aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE";

    @Test
    void theExampleOfTheRfcIsReadAndWritten() {
        var identifier = CertificateIdentifier.parse(EXAMPLE);
        assertThat(identifier)
                .isEqualTo(
                        new CertificateIdentifier(
                                Octets.ofHex("69885b6b87464041e1b37b847ba0ae2cde01c8d4"),
                                SerialNumber.ofHex("87654321")));
        assertThat(identifier.text()).isEqualTo(EXAMPLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "aYhba4dGQEHhs3uEe6CuLN4ByNQ",
                "aYhba4dGQEHhs3uEe6CuLN4ByNQ.",
                ".AIdlQyE",
                "aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE=",
                "aYhba4dGQEHhs3uEe6CuLN4ByNQ.AACHZUMh",
                "aYhba4dGQEHhs3uEe6CuLN4ByNQ.h2VDIQ",
                "aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE.AIdlQyE",
                "aYhba4dGQEHhs3uEe6CuLN4ByNR.AIdlQyE",
                "a+hba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE",
                "aYhba4dGQEHhs3uEe6CuLN4ByNQ.AAECAwQFBgcICQoLDA0ODxAREhMUFQ"
            })
    void whatIsWrittenOtherwiseIsRefused(String text) {
        assertThatThrownBy(() -> CertificateIdentifier.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RFC 9773 4.1");
    }

    @Test
    void howeverLongATextIsItIsRefusedAtOnce() {
        assertThatThrownBy(() -> CertificateIdentifier.parse("A".repeat(1_000_000) + ".AIdlQyE"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
