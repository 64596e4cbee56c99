package org.lineageca.ca.config;

import io.micronaut.context.ApplicationContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.admission.Admission;
import org.lineageca.ca.ceremony.PgpWords;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.RecoverPeople;
import org.lineageca.ca.people.Recovery;
import org.lineageca.ca.x509.PinnedCertificate;
import org.lineageca.octets.Octets;

/**
 * Two people come in again where nobody can decide any more: first {@code plan} says exactly what
 * would be done and makes keys, then {@code perform SHA256} does what the witnesses have read back.
 * Both take the same options.
 */
@Singleton
public final class HoldRecovery {

    private static final Actor ACTOR = new Actor.Installation("person recover");
    private static final int REFUSED = 2;
    private static final Period VALIDITY = Period.ofDays((int) RecoverPeople.LONGEST.toDays());

    /** So many octets of the digest are read back, as words. */
    private static final int READ_BACK = 8;

    private final RecoverPeople recover;
    private final PinnedCredentials credentials;

    HoldRecovery(RecoverPeople recover, PinnedCredentials credentials) {
        this.recover = recover;
        this.credentials = credentials;
    }

    /** The program. Configured like the others, by {@code -Dmicronaut.config.files}. */
    public static void main(String[] arguments) throws IOException {
        try (var context = ApplicationContext.run()) {
            var folder = context.getBean(Settings.Credentials.class).credentials();
            context.getBean(HoldRecovery.class).perform(List.of(arguments), folder);
        } catch (RefusedException e) {
            System.err.println(e.getMessage());
            System.exit(REFUSED);
        }
    }

    void perform(List<String> arguments, Path folder) throws IOException {
        switch (arguments.getFirst()) {
            case "plan" -> plan(RecoveryOptions.of(arguments.subList(1, arguments.size())), folder);
            case "perform" ->
                    perform(
                            Octets.ofHex(arguments.get(1)),
                            RecoveryOptions.of(arguments.subList(2, arguments.size())),
                            folder);
            default -> throw refused(arguments.getFirst() + " is not one of its tasks");
        }
    }

    private void plan(RecoveryOptions asked, Path folder) throws IOException {
        finishEarlier(asked, folder);
        var newcomers = new ArrayList<Recovery.Newcomer>();
        try {
            for (var newcomer : asked.newcomers()) {
                var own = newcomer.certificate();
                newcomers.add(
                        newcomer.with(
                                own == null
                                        ? credentials.prepare(
                                                newcomer.place(folder), newcomer.name(), VALIDITY)
                                        : People.certificate(own)));
            }
            var recovery = asked.recovery(newcomers);
            recover.check(ACTOR, recovery);
            tell(recovery);
        } catch (RefusedException e) {
            discard(asked, folder);
            throw e;
        } catch (IllegalArgumentException e) {
            discard(asked, folder);
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    /** What an earlier run registered before it was cut short has its key beside its place. */
    private void finishEarlier(RecoveryOptions asked, Path folder) throws IOException {
        var finished = new ArrayList<String>();
        for (var newcomer : asked.newcomers()) {
            var place = newcomer.place(folder);
            var made = place.unfinished();
            if (!place.exists()
                    && made.isPresent()
                    && isRegistered(newcomer.name(), made.get().sha256())) {
                place.finish();
                finished.add(
                        "%s, whose credential is in %s now"
                                .formatted(newcomer.name(), place.place()));
            }
        }
        if (!finished.isEmpty()) {
            throw new RefusedException(
                    Refusal.DUPLICATE,
                    "An earlier run registered %s; it was cut short. Nothing else was changed."
                            .formatted(String.join(", and ", finished)));
        }
        for (var newcomer : asked.newcomers()) {
            var place = newcomer.place(folder);
            if (place.exists()) {
                throw refused("There is a folder " + place.place() + " already");
            }
        }
    }

    private boolean isRegistered(String name, Octets sha256) {
        return recover.all(ACTOR).stream()
                .filter(person -> person.name().equals(name))
                .flatMap(person -> person.certificates().stream())
                .anyMatch(certificate -> certificate.sha256().equals(sha256));
    }

    private static void discard(RecoveryOptions asked, Path folder) throws IOException {
        for (var newcomer : asked.newcomers()) {
            if (newcomer.certificate() == null) {
                newcomer.place(folder).discard();
            }
        }
    }

    private void tell(Recovery recovery) {
        recovery.text().lines().forEach(HoldRecovery::progress);
        for (var person : recover.all(ACTOR)) {
            if (!recovery.lost().contains(person.name())
                    && person.certificates().stream()
                            .anyMatch(each -> each.standing() instanceof Admission.Admitted)) {
                progress("comes in as before: %s (%s)".formatted(person.name(), person.role()));
            }
        }
        progress("sha256: " + recovery.digest().toHex());
        progress("words: " + PgpWords.text(recovery.digest().first(READ_BACK)));
    }

    private void perform(Octets digest, RecoveryOptions asked, Path folder) throws IOException {
        var newcomers = new ArrayList<Recovery.Newcomer>();
        for (var newcomer : asked.newcomers()) {
            var own = newcomer.certificate();
            newcomers.add(
                    newcomer.with(
                            own == null
                                    ? PinnedCertificate.parse(unfinished(newcomer, folder))
                                    : People.certificate(own)));
        }
        recover.recover(ACTOR, asked.recovery(newcomers), digest);
        for (var newcomer : asked.newcomers()) {
            if (newcomer.certificate() == null) {
                newcomer.place(folder).finish();
                progress(
                        "%s is registered as %s; the credential is in %s"
                                .formatted(
                                        newcomer.name(),
                                        newcomer.role(),
                                        newcomer.place(folder).place()));
            } else {
                progress("%s is registered as %s".formatted(newcomer.name(), newcomer.role()));
            }
        }
        asked.lost().forEach(name -> progress(name + " is removed and is let in no more"));
    }

    private static Octets unfinished(RecoveryOptions.Newcomer newcomer, Path folder)
            throws IOException {
        return newcomer.place(folder)
                .unfinished()
                .orElseThrow(
                        () -> refused("The key that was made for " + newcomer.name() + " is gone"));
    }

    private static RefusedException refused(String why) {
        return new RefusedException(Refusal.INVALID_VALUE, why + ". Nothing was changed.");
    }

    private static void progress(String text) {
        System.out.println("step " + text);
    }
}
