package org.lineageca.ca.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.rehearsal.Act;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.yaml.InvalidDescriptionException;
import org.lineageca.hsm.client.KeyAlgorithm;

final class RehearsalDescriptionTest {

    private static final String TEXT =
            """
            {"act": "re-key", "signer": {"socket": "run/s.sock", "token": "scratch"},
             "root": {"name": "CN=Root", "key": "P384", "validity": "175200h"},
             "issuing": {"name": "CN=Issuing 2026-1", "key": "RSA3072", "validity": "43800h"}}
            """;

    @Test
    void whatTheLauncherWritesIsRead() {
        var description = RehearsalDescription.read(TEXT);
        assertThat(description.act()).isEqualTo(Act.RE_KEY);
        assertThat(description.socket()).hasToString("run/s.sock");
        assertThat(description.token()).isEqualTo("scratch");
        assertThat(description.plan().issuing().algorithm()).isEqualTo(KeyAlgorithm.RSA3072);
        assertThat(description.plan().root().validity()).isEqualTo(Duration.ofDays(7300));
        assertThat(description.plan().successor())
                .isEqualTo(DistinguishedName.of("CN=Issuing 2026-2"));
    }

    @Test
    void whatIsWrongIsSaidWithItsPlace() {
        assertThatThrownBy(() -> RehearsalDescription.read(TEXT.replace("re-key", "destroy")))
                .isInstanceOf(InvalidDescriptionException.class)
                .hasMessageContaining("rehearsal.act (line 1");
        assertThatThrownBy(() ->
                        RehearsalDescription.read(
                                TEXT.replace(
                                        "\"act\"",
                                        "\"successor\": \"CN=Issuing 2026-1\", \"act\"")))
                .isInstanceOf(InvalidDescriptionException.class)
                .hasMessageContaining("another name");
        assertThatThrownBy(() -> RehearsalDescription.read(TEXT.replace("43800h", "1h")))
                .isInstanceOf(InvalidDescriptionException.class)
                .hasMessageContaining("a day at least");
        assertThatThrownBy(() -> RehearsalDescription.read(""))
                .isInstanceOf(InvalidDescriptionException.class);
    }
}
