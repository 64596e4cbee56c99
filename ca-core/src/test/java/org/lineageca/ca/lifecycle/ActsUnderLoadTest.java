package org.lineageca.ca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lineageca.ca.lifecycle.TestPki.ACTOR;
import static org.lineageca.db.Tables.CERTIFICATE;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.revocation.RevocationDecision;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.GenerationId;

/** Machines ask and revoke without a pause while officers carry a CA through its life. */
class ActsUnderLoadTest {

    private static final Actor FIRST = new Actor.Principal("First", TrustedRole.Officer);
    private static final Actor SECOND = new Actor.Principal("Second", TrustedRole.Officer);
    private static final int MACHINES = 3;
    private static final int BETWEEN_ACTS = 6;

    private final TestPki pki = new TestPki();
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final AtomicInteger served = new AtomicInteger();

    @Test
    void noActLosesOrRefusesARequest() throws Exception {
        pki.delegates.issue(ACTOR, pki.issuing.issuer(), pki.responderKey(), Duration.ofDays(30));
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var machines = start(executor);
            try {
                carryACaThroughItsLife();
            } finally {
                running.set(false);
            }
            assertNothingWasRefused(machines);
        }
        assertThat(pki.asOwner().fetchCount(CERTIFICATE, CERTIFICATE.PROFILE.eq("tls-server")))
                .isGreaterThanOrEqualTo(served.get());
        assertThat(pki.certificates.search(new CertificateQuery(null, "load", 0, 1000)))
                .allMatch(certificate -> certificate.sha256() != null);
    }

    private void carryACaThroughItsLife() {
        var first = pki.issuing.identity().id();
        act(new ActRequest.Renew(first, null));
        act(new ActRequest.Modify(first, null, CaConstraints.ISSUING));
        act(new ActRequest.Roll(first, null, null, null, 1, null));
        var spares = staged();
        act(new ActRequest.CutOver(spares.getFirst(), null, false));
        act(new ActRequest.Rekey(spares.getFirst(), null, null, null));
        act(new ActRequest.CutOver(staged().getLast(), null, false));
        act(new ActRequest.Rekey(pki.root.identity().id(), null, null, null));
        act(new ActRequest.CutOver(rootAwaitingItsTurn(), null, false));
        act(
                new ActRequest.CrossCertify(
                        root(),
                        pki.authorities.find(first).orElseThrow().caCertificate().orElseThrow(),
                        Duration.ofDays(100),
                        CaConstraints.ISSUING));
        act(new ActRequest.RevokeCa(first, RevocationReason.SUPERSEDED, null, true));
    }

    private List<Future<Integer>> start(ExecutorService executor) {
        var machines = new ArrayList<Future<Integer>>();
        for (var machine = 0; machine < MACHINES; machine++) {
            var name = "load" + machine;
            Callable<Integer> work =
                    () -> {
                        var count = 0;
                        try {
                            while (running.get()) {
                                issueAndRevoke(name + "-" + count++ + ".example", count % 2 == 0);
                            }
                            return count;
                        } finally {
                            // Nobody waits for a machine that was refused.
                            running.set(false);
                        }
                    };
            machines.add(executor.submit(work));
        }
        return machines;
    }

    private void issueAndRevoke(String host, boolean revoke) {
        var issued = pki.issue.issue(ACTOR, "tls-server", TestRequests.server(host));
        if (revoke) {
            assertThat(
                            pki.revoke.revoke(
                                    ACTOR,
                                    new CertificateReference.ByFingerprint(
                                            issued.chain().getFirst().sha256()),
                                    RevocationReason.SUPERSEDED,
                                    null))
                    .isInstanceOfAny(
                            RevocationDecision.Revoked.class,
                            // The revocation of its CA was faster.
                            RevocationDecision.AlreadyRevoked.class);
        }
        served.incrementAndGet();
    }

    private void act(ActRequest request) {
        var until = served.get() + BETWEEN_ACTS;
        while (served.get() < until && running.get()) {
            Thread.onSpinWait();
        }
        pki.advance(Duration.ofSeconds(1));
        var proposed = pki.decide.propose(FIRST, request);
        var act = pki.decide.approve(SECOND, proposed.id(), proposed.plan().digest());
        assertThat(act).as(act.plan().text()).isInstanceOf(DecidedAct.Done.class);
    }

    private static void assertNothingWasRefused(List<Future<Integer>> machines)
            throws InterruptedException {
        for (var machine : machines) {
            try {
                assertThat(machine.get()).isPositive();
            } catch (ExecutionException e) {
                throw new AssertionError("a machine was refused or failed", e.getCause());
            }
        }
    }

    private List<GenerationId> staged() {
        return pki.authorities.generations().stream()
                .filter(Generation.Staged.class::isInstance)
                .map(generation -> generation.identity().id())
                .toList();
    }

    private GenerationId rootAwaitingItsTurn() {
        return pki.authorities.generations().stream()
                .filter(Generation.Staged.class::isInstance)
                .filter(generation -> generation.identity().parent() == null)
                .map(generation -> generation.identity().id())
                .findFirst()
                .orElseThrow();
    }

    private GenerationId root() {
        return pki.authorities.generations().stream()
                .filter(Generation.Enabled.class::isInstance)
                .filter(generation -> generation.identity().parent() == null)
                .map(generation -> generation.identity().id())
                .findFirst()
                .orElseThrow();
    }
}
