package org.lineageca.ca.config;

import io.micronaut.context.ApplicationContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.ActStore;
import org.lineageca.ca.lifecycle.AuthorityStore;
import org.lineageca.ca.lifecycle.CrlLedger;
import org.lineageca.ca.lifecycle.IssueCrl;
import org.lineageca.ca.lifecycle.PerformActs;
import org.lineageca.hsm.client.TokenUnavailableException;

/**
 * A ceremony with our own root (RFC 3647 6.2.2): while its signer runs, everything two officers
 * approved that waits for it is carried out, and the root's CRL is issued. Started with {@code
 * list} it only says what there is to do.
 */
@Singleton
public final class HoldCeremony {

    private static final Actor ACTOR = new Actor.Installation("ceremony");

    private static final String NEEDS =
            "A ceremony needs the root's token, and the issuing one: nothing is signed before the audit log is held against the last checkpoint on it. Where one is lost for good follow docs/runbook-lost-token.md.";

    private final ActStore acts;
    private final AuthorityStore authorities;
    private final CrlLedger ledger;
    private final PerformActs performActs;
    private final IssueCrl issueCrl;

    HoldCeremony(
            ActStore acts,
            AuthorityStore authorities,
            CrlLedger ledger,
            PerformActs performActs,
            IssueCrl issueCrl) {
        this.acts = acts;
        this.authorities = authorities;
        this.ledger = ledger;
        this.performActs = performActs;
        this.issueCrl = issueCrl;
    }

    /** The program. Configured like the others, by {@code -Dmicronaut.config.files}. */
    public static void main(String[] arguments) throws IOException {
        try (var context = ApplicationContext.run()) {
            var ceremony = context.getBean(HoldCeremony.class);
            if (List.of(arguments).contains("list")) {
                ceremony.list();
            } else {
                ceremony.hold();
            }
        } catch (TokenUnavailableException e) {
            end(e.getMessage() + " " + NEEDS);
        } catch (RefusedException e) {
            end(String.valueOf(e.getMessage()));
        }
    }

    private static void end(String why) {
        System.err.println(why);
        System.exit(1);
    }

    private void list() {
        for (var act : approved()) {
            progress(
                    "act %d, plan SHA-256 %s, proposed by %s, approved by %s%n%s"
                            .formatted(
                                    act.id(),
                                    act.plan().digest().grouped(),
                                    act.proposal().name(),
                                    act.approval().name(),
                                    act.plan().text().indent(2).stripTrailing()));
        }
        for (var root : roots()) {
            progress("CRL of " + root.identity().name().commonName());
        }
    }

    void hold() {
        for (var done : performActs.performOpen()) {
            progress("act %d: %s".formatted(done.id(), done.outcome()));
        }
        for (var act : approved()) {
            progress("act %d waits: %s".formatted(act.id(), act.waitsFor()));
        }
        var standings = ledger.standings();
        for (var root : roots()) {
            var isFinal =
                    standings.stream()
                            .filter(standing -> standing.generation().equals(root.identity().id()))
                            .anyMatch(CrlLedger.Standing::isFinal);
            if (!isFinal) {
                var issued = issueCrl.issue(ACTOR, root.identity().id());
                progress(
                        "CRL %d of %s, until %s"
                                .formatted(
                                        issued.content().number().value(),
                                        root.identity().name().commonName(),
                                        issued.content().nextUpdate()));
            }
        }
    }

    private List<DecidedAct.Approved> approved() {
        return acts.open().stream()
                .filter(DecidedAct.Approved.class::isInstance)
                .map(DecidedAct.Approved.class::cast)
                .toList();
    }

    /** Of roots in the keeping of an offline installation, CRLs come from there. */
    private List<Generation.CrlSigning> roots() {
        return authorities.generations().stream()
                .filter(Generation.CrlSigning.class::isInstance)
                .map(Generation.CrlSigning.class::cast)
                .filter(generation -> generation.certificate().isSelfSigned())
                .filter(issueCrl::reaches)
                .toList();
    }

    private static void progress(String text) {
        System.out.println("step " + text);
    }
}
