package org.lineageca.ca.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.http.HttpStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.guard.KeyFlaw;
import org.lineageca.ca.guard.KnownModuli;
import org.lineageca.ca.guard.WeakKeys;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.lifecycle.BlockKeys;
import org.lineageca.ca.lifecycle.CertificateRecord;
import org.lineageca.ca.lifecycle.GuardKeys;
import org.lineageca.ca.lifecycle.KeyLedger;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.Pem;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

class BlockedKeyControllerTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final Actor.Principal OFFICER =
            new Actor.Principal("First", TrustedRole.Officer);

    /** Keeps keys in memory; nothing was issued. */
    private static final class Ledger implements KeyLedger {

        private final List<BlockedKey> keys = new ArrayList<>();

        @Override
        public List<Standing> standing(Collection<Octets> sha256) {
            return keys.stream()
                    .filter(key -> sha256.contains(key.sha256()))
                    .map(key ->
                            new Standing(
                                    key.sha256(),
                                    new KeyFlaw(KeyFlaw.Kind.BLOCKED, key.why(), key.source())))
                    .toList();
        }

        @Override
        public boolean block(BlockedKey key, Actor actor) {
            return standing(List.of(key.sha256())).isEmpty() && keys.add(key);
        }

        @Override
        public List<BlockedKey> blocked(@Nullable Octets after, int limit) {
            return keys.stream().limit(limit).toList();
        }

        @Override
        public List<CertificateRecord> sameKey(
                GenerationId generation, SerialNumber serial, int limit) {
            return List.of();
        }

        @Override
        public List<CertificateRecord> certificates(Octets sha256, int limit) {
            return List.of();
        }
    }

    private BlockedKeyController controller;
    private Octets request;
    private Octets key;

    @BeforeEach
    void start() throws Exception {
        var ledger = new Ledger();
        controller =
                new BlockedKeyController(
                        new BlockKeys(ledger, () -> NOW),
                        new GuardKeys(new WeakKeys(KnownModuli.NONE), ledger),
                        () -> NOW);
        var pair = TestRequests.ec("secp256r1");
        key = Octets.of(pair.getPublic().getEncoded());
        request = TestRequests.request(pair, "SHA256withECDSA", "CN=a");
    }

    private static BlockedKeyController.BlockRequest block(
            @Nullable String sha256, @Nullable String pem, @Nullable String why) {
        return new BlockedKeyController.BlockRequest(sha256, pem, why);
    }

    private List<BlockedKeyController.FlawView> check(String pem) {
        return controller.check(OFFICER, new BlockedKeyController.CheckRequest(pem)).flaws();
    }

    @Test
    void aKeyIsBlockedByWhateverHoldsItAndOnce() {
        var pem = Pem.encode("CERTIFICATE REQUEST", request);
        assertThat(check(pem)).isEmpty();

        var first = controller.block(OFFICER, block(null, pem, "found"));
        var again = controller.block(OFFICER, block(key.sha256().toHex(), null, "found"));

        assertThat(first.status().getCode()).isEqualTo(HttpStatus.CREATED.getCode());
        assertThat(again.status().getCode()).isEqualTo(HttpStatus.OK.getCode());
        assertThat(Objects.requireNonNull(first.body()).spkiSha256())
                .isEqualTo(key.sha256().toHex());
        assertThat(Objects.requireNonNull(again.body()).blocked()).isFalse();
        assertThat(controller.list(OFFICER, null, 100))
                .containsExactly(
                        new BlockedKeyController.BlockedKeyView(
                                key.sha256().toHex(), "found", NOW, "First"));
        assertThat(check(Pem.encode("PUBLIC KEY", key)))
                .containsExactly(new BlockedKeyController.FlawView("BLOCKED", "found", "First"));
    }

    @Test
    void whatNamesNoKeyIsRefusedWithWhatIsWrong() {
        var digest = key.sha256().toHex();
        for (var wrong :
                List.of(
                        block(null, null, "why"),
                        block(digest, "x", "why"),
                        block(digest, null, null),
                        block(digest, null, " "),
                        block("abcd", null, "why"),
                        block("z".repeat(64), null, "why"),
                        block(null, "hello", "why"),
                        block(null, Pem.encode("PUBLIC KEY", Octets.ofHex("3003020101")), "why"),
                        block(null, Pem.encode("CERTIFICATE", Octets.ofHex("0500")), "why"))) {
            assertThatThrownBy(() -> controller.block(OFFICER, wrong))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("Nothing was blocked.");
        }
        assertThatThrownBy(() -> controller.list(OFFICER, "abcd", 100))
                .hasMessageContaining("64 hexadecimal digits");
        assertThatThrownBy(() -> controller.list(OFFICER, null, 0))
                .hasMessageContaining("limit must be 1 to 1000");
        assertThat(controller.list(OFFICER, null, 100)).isEmpty();
    }
}
