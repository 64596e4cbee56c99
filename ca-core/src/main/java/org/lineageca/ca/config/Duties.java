package org.lineageca.ca.config;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import jakarta.inject.Singleton;
import java.time.Duration;
import javax.sql.DataSource;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.CountPopulation;
import org.lineageca.ca.lifecycle.IssueCrl;
import org.lineageca.ca.lifecycle.IssueOcspSigner;
import org.lineageca.ca.lifecycle.NameServedScopes;
import org.lineageca.ca.lifecycle.PerformActs;
import org.lineageca.ca.lifecycle.RefuseRestored;
import org.lineageca.ca.lifecycle.ReleaseSealedCrls;
import org.lineageca.ca.lifecycle.RestrictKeys;
import org.lineageca.ca.lifecycle.ScreenModuli;
import org.lineageca.ca.lint.LintFailedException;
import org.lineageca.ca.mass.SelectCertificates;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must be done without being asked: CRLs and OCSP signers kept fresh. One node of many does it
 * at a time.
 */
@Singleton
final class Duties {

    private static final Logger LOG = LoggerFactory.getLogger(Duties.class);
    private static final Actor SCHEDULER = new Actor.Installation("scheduler");

    private final Scheduler scheduler;
    private volatile boolean stopping;

    Duties(
            DataSource dataSource,
            IssueCrl issueCrl,
            IssueOcspSigner issueOcspSigner,
            ReleaseSealedCrls releaseSealedCrls,
            PerformActs performActs,
            RestrictKeys restrictKeys,
            NameServedScopes nameServedScopes,
            CountPopulation countPopulation,
            SelectCertificates selectCertificates,
            ScreenModuli screenModuli,
            RefuseRestored restored) {
        scheduler =
                Scheduler.create(dataSource)
                        .startTasks(
                                every(
                                        Duration.ofSeconds(5),
                                        "issue-due-crls",
                                        () -> signing(restored, () -> issueDueCrls(issueCrl))),
                                every(
                                        Duration.ofSeconds(5),
                                        "name-served-crl-scopes",
                                        () -> nameServedScopes(nameServedScopes)),
                                every(
                                        Duration.ofMinutes(5),
                                        "renew-ocsp-signers",
                                        () ->
                                                signing(
                                                        restored,
                                                        () -> renewOcspSigners(issueOcspSigner))),
                                every(
                                        Duration.ofSeconds(20),
                                        "perform-acts",
                                        () -> signing(restored, () -> performActs(performActs))),
                                every(
                                        Duration.ofSeconds(5),
                                        "fill-lists",
                                        () -> fillLists(selectCertificates)),
                                every(
                                        Duration.ofSeconds(20),
                                        "release-sealed-crls",
                                        () -> releaseSealedCrls(releaseSealedCrls)),
                                every(
                                        Duration.ofSeconds(30),
                                        "restrict-keys",
                                        () -> signing(restored, () -> restrictKeys(restrictKeys))),
                                every(
                                        Duration.ofMinutes(5),
                                        "compare-rsa-keys",
                                        () -> compareKeys(screenModuli)),
                                every(
                                        Duration.ofSeconds(30),
                                        "fold-population",
                                        countPopulation::fold))
                        .threads(2)
                        .pollingInterval(Duration.ofSeconds(5))
                        .build();
    }

    void start() {
        scheduler.start();
    }

    void stop() {
        stopping = true;
        scheduler.stop();
    }

    private static RecurringTask<Void> every(Duration delay, String name, Runnable work) {
        return Tasks.recurring(name, FixedDelay.of(delay)).execute((_, _) -> work.run());
    }

    /** What would sign waits while nothing may be signed, instead of failing over and over. */
    private static void signing(RefuseRestored restored, Runnable work) {
        if (restored.problem().isEmpty()) {
            work.run();
        }
    }

    private static void issueDueCrls(IssueCrl issueCrl) {
        var round = issueCrl.issueDue(SCHEDULER);
        for (var issued : round.issued()) {
            LOG.info(
                    "CRL {} of generation {}/{} issued with {} entries",
                    issued.content().number().value(),
                    issued.content().issuer().generation(),
                    issued.content().place(),
                    issued.content().extent().entries());
        }
        round.failures().forEach(failure -> report(failure, failure.why()));
    }

    /** With what led to it, where nobody foresaw it. */
    private static void report(Object failure, RuntimeException why) {
        switch (why) {
            case TokenUnavailableException _, LintFailedException _, RefusedException _ ->
                    LOG.error("{}", failure);
            default -> LOG.error("{}", failure, why);
        }
    }

    private static void nameServedScopes(NameServedScopes nameServedScopes) {
        for (var scope : nameServedScopes.nameServed(SCHEDULER)) {
            LOG.info("{} is served: new certificates name it from now on", scope.uri());
        }
    }

    private static void releaseSealedCrls(ReleaseSealedCrls releaseSealedCrls) {
        for (var released : releaseSealedCrls.releaseDue(SCHEDULER)) {
            LOG.info(
                    "CRL {} of generation {} released, as a ceremony had signed it ahead",
                    released.number(),
                    released.generation());
        }
    }

    private static void renewOcspSigners(IssueOcspSigner issueOcspSigner) {
        var round = issueOcspSigner.renewDue(SCHEDULER);
        for (var signer : round.renewed()) {
            LOG.info(
                    "OCSP signer of generation {} renewed until {}",
                    signer.generation(),
                    signer.notAfter());
        }
        round.failures().forEach(failure -> report(failure, failure.why()));
    }

    /** A list of a million certificates takes many turns; what else was approved has its own. */
    private void performActs(PerformActs performActs) {
        var goesOn = true;
        while (goesOn && !stopping) {
            var round = performActs.performRound();
            for (var done : round.done()) {
                LOG.info("act {} ({}): {}", done.id(), done.plan().act().kind(), done.outcome());
            }
            goesOn = round.goesOn();
        }
    }

    private static void fillLists(SelectCertificates selectCertificates) {
        for (var list : selectCertificates.fillOpen()) {
            LOG.info("list {} holds all certificates of its selection", list);
        }
    }

    private static void compareKeys(ScreenModuli screenModuli) {
        for (var found : screenModuli.screen(SCHEDULER)) {
            LOG.error(
                    "RSA keys {} have a prime in common: anybody can factor them. They are blocked; revoke their certificates for keyCompromise: {}",
                    found.keys(),
                    found.certificates().stream()
                            .map(certificate -> certificate.serial().hex())
                            .toList());
        }
    }

    private static void restrictKeys(RestrictKeys restrictKeys) {
        for (var generation : restrictKeys.restrictDue(SCHEDULER)) {
            LOG.info(
                    "the key of generation {} signs CRLs and OCSP signers only from now on",
                    generation.identity().id());
        }
    }
}
