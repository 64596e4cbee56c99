package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The life of the CAs of one lineage, by the commands officers type, seen by relying parties. */
@ExtendWith(Disturbed.Shared.class)
@Order(Turn.REPLACES_CAS)
@ResourceLock(Disturbed.LOCK)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LifecycleTest {

    private static final String ROLE = "tls-servers";
    private static final Duration SERVED = Duration.ofMinutes(2);
    private static final int MANY = 20;

    @Test
    @Order(1)
    void nobodyApprovesTheirOwnAndNothingHappensUnapproved(Officers officers) {
        var preview = officers.ca("renew", ROLE).succeeded().out();
        assertThat(preview).contains("Nothing was proposed", "valid until", "stay valid");
        assertThat(officers.acts()).noneMatch(act -> act.path("kind").asText().equals("renew"));
        officers.ca("disable", ROLE, "--propose").succeeded();
        var act = officers.acts().get(0);
        var id = act.path("id").asText();
        var sha256 = act.path("sha256").asText();
        assertThat(officers.ca("approve", id).failed().err()).contains("not approved", sha256);
        assertThat(officers.ca("approve", id, "--sha256", sha256, "--as", "officer").failed().err())
                .contains("cannot approve it too");
        assertThat(officers.ca("approve", id, "--sha256", "0".repeat(64)).failed().err())
                .contains("Read it again");
        assertThat(officers.ca("withdraw", id).succeeded().out()).contains("Withdrawn");
        assertThat(officers.generations(ROLE, "Enabled")).hasSize(1);
    }

    @Test
    @Order(2)
    void aRenewedCaServesItsNewCertificateAndOldLeavesChainToBoth(Officers officers) {
        var lineage = officers.lineage();
        var leaf = lineage.issueServer("old.example");
        var caIssuers = officers.enabled(ROLE).path("caIssuers").asText();
        officers.fetch(caIssuers, "before.crt");

        assertThat(officers.decide("renew", ROLE)).contains("is Approved", "ca ceremony");
        assertThat(officers.ceremony()).containsPattern("CRL \\d+ of Lineage Root CA 2026");

        await().atMost(SERVED)
                .until(() ->
                        !officers.bash(
                                        "curl -sS -f -o after.crt %s; cmp before.crt after.crt || true"
                                                .formatted(caIssuers))
                                .isEmpty());
        officers.fetch(caIssuers.replace(".crt", ".p7c"), "all.p7c");
        assertThat(
                        officers.bash(
                                "openssl pkcs7 -inform DER -in all.p7c -print_certs | grep -c 'BEGIN CERT'"))
                .isEqualToIgnoringNewLines("2");
        for (var certificate : new String[] {"before", "after"}) {
            assertThat(
                            officers.bash(
                                    """
                                    openssl x509 -inform DER -in %1$s.crt -out %1$s.pem
                                    openssl verify -CAfile data/credentials/root.pem -untrusted %1$s.pem %2$s-chain.pem
                                    """
                                            .formatted(certificate, leaf)))
                    .contains(leaf + "-chain.pem: OK");
        }
        assertThat(
                        officers.bash(
                                """
                                for c in before after; do openssl x509 -in $c.pem -noout -ext subjectKeyIdentifier -subject; done | sort | uniq -c | awk '{print $1}' | sort -u
                                """))
                .isEqualToIgnoringNewLines("2");
    }

    @Test
    @Order(3)
    void aRollStagesSuccessorsThatTheLaterCutOverNeedsNoRootFor(Officers officers) {
        var old = officers.enabled(ROLE).path("label").asText();
        officers.decide("roll", ROLE, "--spares", "1");
        assertThat(officers.ceremony())
                .contains("Staged: TLS Issuing CA 2026-2, TLS Issuing CA 2026-3.");
        assertThat(officers.generations(ROLE, "Staged")).hasSize(2);
        assertThat(officers.enabled(ROLE).path("label").asText()).isEqualTo(old);
    }

    @Test
    @Order(4)
    void aCutOverLosesAndRefusesNothingUnderLoad(Officers officers) {
        var lineage = officers.lineage();
        var old = officers.enabled(ROLE);
        try (var traffic = new Traffic(lineage)) {
            traffic.start();
            await().atMost(SERVED).until(() -> traffic.issued() > MANY);
            assertThat(officers.decideAndAwait("cut-over", ROLE))
                    .contains("is Done", "2026-2 issues");
            var reached = traffic.issued();
            await().atMost(SERVED).until(() -> traffic.issued() > reached + MANY);
            var before = new HashSet<>(traffic.leaves());
            await().atMost(SERVED).until(() -> traffic.issued() > before.size() + MANY);
            traffic.stop();

            assertThat(traffic.wrong()).isEmpty();
            // A busy machine may need longer for a signature than the two seconds there are.
            assertThat(traffic.postponed()).allMatch(why -> why.contains("token-unavailable"));
            assertThat(traffic.unserved()).isZero();
            assertThat(traffic.revoked()).isPositive();
            assertThat(traffic.lost()).isEmpty();
            assertThat(traffic.leaves())
                    .filteredOn(leaf -> !before.contains(leaf))
                    .isNotEmpty()
                    .allMatch(leaf -> leaf.getIssuerX500Principal().getName().contains("2026-2"));
        }
        assertThat(officers.enabled(ROLE).path("name").asText()).contains("2026-2");
        assertThat(officers.generations(ROLE, "Disabled"))
                .singleElement()
                .satisfies(disabled ->
                        assertThat(disabled.path("label")).isEqualTo(old.path("label")));

        var fresh = lineage.issueServer("new.example");
        assertThat(lineage.ocspStatus(fresh)).contains("new-example-chain.pem: good");
        assertThat(lineage.ocspStatus("old-example")).contains("old-example-chain.pem: good");
        lineage.lineage("crl", "issue").succeeded();
        for (var host : new String[] {"old-example", "new-example"}) {
            assertThat(
                            officers.bash(
                                    "openssl verify -CAfile data/credentials/root.pem -untrusted %1$s-issuer.pem -crl_check -crl_download %1$s-chain.pem"
                                            .formatted(host)))
                    .contains(": OK");
        }
    }

    @Test
    @Order(5)
    void afterARekeyNeitherCrlSpeaksForTheWholeName(Officers officers) {
        var present = officers.enabled(ROLE);
        for (var staged : officers.generations(ROLE, "Staged")) {
            assertThat(staged.path("name").asText()).contains("2026-3");
        }
        officers.decide("re-key", ROLE);
        assertThat(officers.ceremony()).contains("Staged: TLS Issuing CA 2026-2.");
        var rekeyed =
                officers.generations(ROLE, "Staged").stream()
                        .filter(staged -> staged.path("name").equals(present.path("name")))
                        .findFirst()
                        .orElseThrow();
        for (var generation :
                new String[] {present.path("crl").asText(), rekeyed.path("crl").asText()}) {
            await().atMost(SERVED)
                    .untilAsserted(() ->
                            assertThat(
                                            officers.bash(
                                                    "curl -sS -f -o idp.crl %s; openssl crl -inform DER -in idp.crl -noout -text"
                                                            .formatted(generation)))
                                    .contains("Issuing Distribution Point: critical", generation));
        }
    }

    @Test
    @Order(6)
    void aRevokedCaIsRefusedByWhoeverChecksItsChain(Officers officers) {
        var issuing = officers.enabled(ROLE);
        var root = officers.enabled("root").path("crl").asText();
        var leaf = officers.lineage().issueServer("victim.example");

        assertThat(
                        officers.decide(
                                "revoke", ROLE, "--reason", "keyCompromise", "--with-certificates"))
                .contains("is revoked and issues nothing any more", "hold the ceremony at once");
        assertThat(officers.generations(ROLE, "Revoked")).hasSize(1);
        assertThat(
                        officers.lineage()
                                .lineage("issue", "--profile", "tls-server", leaf + "-request.pem")
                                .failed()
                                .all())
                .doesNotContain("Exception");
        await().atMost(SERVED)
                .until(() ->
                        officers.lineage()
                                .ocspStatus(leaf)
                                .contains("victim-example-chain.pem: revoked"));
        var replacement = officers.acts().get(0);
        assertThat(replacement.path("kind").asText()).isEqualTo("roll");
        assertThat(replacement.path("state").asText()).isEqualTo("Proposed");

        assertThat(officers.ceremony()).contains("is revoked and the CRLs that say so are issued");
        var serial = issuing.path("serial").asText();
        await().atMost(SERVED)
                .until(() ->
                        officers.bash(
                                        "curl -sS -f -o root.crl %s; openssl crl -inform DER -in root.crl -noout -text"
                                                .formatted(root))
                                .toLowerCase(java.util.Locale.ROOT)
                                .contains(serial));
        officers.fetch(issuing.path("crl").asText(), "issuing.crl");
        officers.bash(
                "for c in root issuing; do openssl crl -inform DER -in $c.crl -out $c-crl.pem; done; cat root-crl.pem issuing-crl.pem > crls.pem");
        assertThat(
                        officers.lineage()
                                .shell()
                                .bash(
                                        "openssl verify -CAfile data/credentials/root.pem -untrusted %1$s-issuer.pem -CRLfile crls.pem -extended_crl -crl_check_all %1$s-chain.pem"
                                                .formatted(leaf))
                                .failed()
                                .all())
                .contains("certificate revoked");
    }

    /**
     * The last: the signer gives requests that are under way a minute, and that passes meanwhile.
     */
    @Test
    @Order(7)
    void theSignerRestrictsTheOldKey(Officers officers) {
        var old = officers.generations(ROLE, "Disabled").getFirst().path("label").asText();
        var log = officers.lineage().data().resolve("log/ca-core.log");
        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() ->
                        assertThat(log)
                                .content()
                                .contains(
                                        "the key of generation %s signs CRLs and OCSP signers only"
                                                .formatted(old)));
        officers.lineage().lineage("crl", "issue", "--generation", old).succeeded();
    }
}
