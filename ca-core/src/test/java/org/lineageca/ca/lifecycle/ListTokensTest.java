package org.lineageca.ca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lineageca.ca.lifecycle.TestPki.ACTOR;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.lifecycle.ListTokens.HeldKey;
import org.lineageca.ca.lifecycle.ListTokens.Owner;
import org.lineageca.ca.lifecycle.ListTokens.Token;
import org.lineageca.ca.lifecycle.ProbeTokens.Probe;
import org.lineageca.ca.store.JooqAuditLedger;
import org.lineageca.ca.token.SharedTokens;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyPurpose;

class ListTokensTest {

    private final TestPki pki = new TestPki();
    private final ListTokens tokens =
            new ListTokens(
                    pki.authorities,
                    pki.ocspSigners,
                    new JooqAuditLedger(pki.database()),
                    pki.signing,
                    new ProbeTokens(pki.signing, new SharedTokens(Map.of()), pki.clock));

    private Token token(String label) {
        return tokens.all(ACTOR).stream()
                .filter(token -> token.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private Owner owner(String key) {
        return token("issuing").keys().stream()
                .filter(held -> held.key().label().equals(key))
                .map(HeldKey::owner)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyKeySaysWhoseItIsAndAnOrphanThatItIsNobodys() {
        var orphan =
                pki.signer.generate("orphan-1", KeyAlgorithm.P256, Set.of(KeyPurpose.CERTIFICATE));
        var ours =
                token("issuing").keys().stream()
                        .filter(held ->
                                held.owner() instanceof Owner.Ca(var generation)
                                        && generation
                                                .identity()
                                                .id()
                                                .equals(pki.issuing.identity().id()))
                        .toList();
        assertThat(ours).hasSize(1);
        assertThat(ours.getFirst().key().handle()).isEqualTo(pki.issuing.identity().key());
        assertThat(owner("orphan-1")).isInstanceOf(Owner.Nobody.class);
        assertThat(token("issuing").orphans())
                .extracting(held -> held.key().label())
                .contains("orphan-1");
        assertThat(token("issuing").missing()).isEmpty();
        assertThat(token("issuing").expected()).hasSize(2);
        assertThat(token("issuing").probe()).isInstanceOf(Probe.Signed.class);
        pki.signer.destroy(orphan.handle());
    }

    @Test
    void aTokenThatIsKeptElsewhereStandsThereWithWhatIsOnRecord() {
        pki.keepRootOffline();
        var offline = token("offline");
        assertThat(offline.probe()).isNull();
        assertThat(offline.keys()).isEmpty();
        assertThat(offline.missing()).isEmpty();
        assertThat(offline.expected())
                .extracting(generation -> generation.identity().id())
                .containsExactly(pki.root.identity().id());
    }

    @Test
    void aKeyThatShouldBeThereAndIsNotIsMissed() {
        pki.signer.destroy(pki.issuing.identity().key());
        assertThat(token("issuing").missing())
                .extracting(generation -> generation.identity().id())
                .containsExactly(pki.issuing.identity().id());
    }
}
