package org.lineageca.ca.exchange;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.lineageca.ca.x509.ConfusableCharacters;
import org.lineageca.octets.Octets;

/** Whether enough different people said yes to exactly one plan. */
final class People {

    private static final int QUORUM = 2;

    private People() {}

    /**
     * Checks.
     *
     * @param digest SHA-256 of the plan that was carried
     * @throws PackageRefusedException if fewer than two people stand for it, one stands twice, or
     *     one stands for another plan
     */
    static void require(String what, Octets digest, List<Consent> consents) {
        var names = new TreeSet<String>();
        for (var consent : consents) {
            var problem = ConfusableCharacters.problem(consent.by());
            if (problem.isPresent()) {
                throw new PackageRefusedException(
                        PackageFault.CONFUSABLE,
                        "a name that stands for %s is not plain: %s"
                                .formatted(what, problem.get()));
            }
            if (!consent.plan().equals(digest)) {
                throw new PackageRefusedException(
                        PackageFault.APPROVALS,
                        "%s stands for a plan of %s with the SHA-256 %s, the plan carried has %s"
                                .formatted(consent.by(), what, consent.plan(), digest));
            }
            if (!names.add(consent.by().toLowerCase(Locale.ROOT))) {
                throw new PackageRefusedException(
                        PackageFault.APPROVALS,
                        "%s stands for %s twice: it takes two people"
                                .formatted(consent.by(), what));
            }
        }
        if (names.size() < QUORUM) {
            throw new PackageRefusedException(
                    PackageFault.APPROVALS,
                    "%d of at least %d people stand for %s".formatted(names.size(), QUORUM, what));
        }
    }
}
