package org.lineageca.hsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.hsm.client.IssuedShare;
import org.lineageca.hsm.client.ShareRecipient;
import org.lineageca.hsm.client.ShareRefusedException;
import org.lineageca.hsm.client.ShareStatus.State;
import org.lineageca.hsm.softhsm.TemporarySharedToken;
import org.lineageca.octets.Octets;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShareEnvelopeTest {

    private static final List<String> KEYS =
            List.of("ec:P-256", "ec:P-384", "rsa:2048", "rsa:3072");

    @TempDir private Path folder = Path.of("");

    private final TemporarySharedToken token = TemporarySharedToken.start("root");

    @AfterAll
    void close() {
        token.close();
    }

    @Test
    void opensslOpensTheEnvelopesAndTheSharesOpenTheToken() throws Exception {
        var recipients = new ArrayList<ShareRecipient>();
        for (var key : KEYS) {
            recipients.add(recipient(key.replace(':', '-'), key));
        }
        recipients.add(new ShareRecipient("carol", null));
        var texts = new ArrayList<String>();
        for (var share : token.shared().propose(3, recipients)) {
            assertThat(share.recipient()).isEqualTo(recipients.get(texts.size()).name());
            texts.add(
                    switch (share) {
                        case IssuedShare.Enveloped enveloped -> open(enveloped);
                        case IssuedShare.Card card -> {
                            assertThat(card)
                                    .hasToString(
                                            "card with share 5 of set %s for carol"
                                                    .formatted(card.set()));
                            yield card.text();
                        }
                    });
        }
        assertThat(texts)
                .allSatisfy(text ->
                        assertThat(text)
                                .matches("LS1-.{8}-[1-5]-3of5-([A-Z2-7]{5}-){9}[A-Z2-7]{7}"));

        texts.forEach(token::offer);

        assertThat(token.shared().status().state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void oneCannotOpenAnothersEnvelope() throws Exception {
        var alice = recipient("alice", "ec:P-256");
        var bob = recipient("bob", "ec:P-256");
        var shares = token.shared().propose(2, List.of(alice, bob));
        var envelope = (IssuedShare.Enveloped) shares.getFirst();
        assertThat(decrypt("alice", envelope).status()).isZero();
        assertThat(decrypt("bob", envelope).status()).isNotZero();
        // Nobody is two custodians, whatever the names.
        var again = new ShareRecipient("eve", bob.certificate());
        assertThatThrownBy(() -> token.shared().propose(2, List.of(bob, again)))
                .isInstanceOf(ShareRefusedException.class)
                .hasMessageContaining("eve would get two shares");
    }

    @Test
    void certificatesThatNothingCanBeEnvelopedToAreNamed() throws Exception {
        var alice = recipient("alice", "ec:P-256");
        var others =
                List.of(
                        recipient("bob", "ed25519"),
                        recipient("bob", "rsa:1024"),
                        new ShareRecipient("bob", Octets.of(new byte[] {1, 2, 3})));
        for (var other : others) {
            assertThatThrownBy(() -> token.shared().propose(2, List.of(alice, other)))
                    .isInstanceOf(ShareRefusedException.class)
                    .hasMessageContaining("to the certificate of bob")
                    .hasMessageContaining("Nothing was proposed");
        }
    }

    private String open(IssuedShare.Enveloped share) throws Exception {
        var result = decrypt(share.recipient(), share);
        assertThat(result.status()).as(result.output()).isZero();
        return result.output();
    }

    private Command.Result decrypt(String who, IssuedShare.Enveloped share) throws Exception {
        var file = folder.resolve("share.der");
        Files.write(file, share.envelopedData().toArray());
        return Command.of(
                        "openssl",
                        "cms",
                        "-decrypt",
                        "-inform",
                        "DER",
                        "-in",
                        file.toString(),
                        "-recip",
                        folder.resolve(who + ".pem").toString(),
                        "-inkey",
                        folder.resolve(who + ".key").toString())
                .run();
    }

    private ShareRecipient recipient(String name, String key) throws Exception {
        var certificate = folder.resolve(name + ".pem");
        var line =
                new ArrayList<>(
                        List.of("openssl", "req", "-x509", "-subj", "/CN=" + name, "-nodes"));
        line.addAll(List.of("-keyout", folder.resolve(name + ".key").toString()));
        line.addAll(List.of("-out", certificate.toString(), "-days", "2", "-newkey"));
        if (key.startsWith("ec:")) {
            line.addAll(List.of("ec", "-pkeyopt", "ec_paramgen_curve:" + key.substring(3)));
        } else {
            line.add(key);
        }
        var result = Command.of(line.toArray(String[]::new)).run();
        assertThat(result.status()).as(result.output()).isZero();
        var parsed =
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(Files.readAllBytes(certificate)));
        return new ShareRecipient(name, Octets.of(parsed.getEncoded()));
    }
}
