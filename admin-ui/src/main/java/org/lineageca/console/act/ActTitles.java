package org.lineageca.console.act;

import java.util.List;
import java.util.Locale;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.octets.Octets;

/** What an act does, in a line of words. */
public final class ActTitles {

    private static final int SHOWN_OCTETS = 8;

    private ActTitles() {}

    /**
     * The title of an act.
     *
     * @param generations all there are, for their names
     */
    public static String of(Act act, List<Generation> generations) {
        return switch (act) {
            case Act.Renew(var id, _) -> "Renew " + name(id, generations);
            case Act.Modify(var id, _, _) -> "Change the constraints of " + name(id, generations);
            case Act.Roll(var id, var keys, _, _) ->
                    "Roll "
                            + name(id, generations)
                            + " to "
                            + keys.getFirst().name().commonName()
                            + spares(keys.size() - 1);
            case Act.Rekey(var id, _, _, _) -> "Re-key " + name(id, generations);
            case Act.CutOver cutOver -> cutOver(cutOver, generations);
            case Act.Disable(var id) -> "Disable " + name(id, generations);
            case Act.CrossCertify cross ->
                    "Cross-certify "
                            + shortened(cross.subject())
                            + " by "
                            + name(cross.issuer(), generations);
            case Act.TrustAnchor(var certificate) -> "Trust the anchor " + shortened(certificate);
            case Act.RevokeCa revoke -> "Revoke " + name(revoke.generation(), generations);
            case Act.RevokeCertificates revoke ->
                    String.format(
                            Locale.ROOT,
                            revoke.terms().isDrill()
                                    ? "Drill: revoke %,d certificates (%s)"
                                    : "Revoke %,d certificates (%s)",
                            revoke.certificates(),
                            revoke.reason().label());
            case Act.ReissueCertificates reissue ->
                    String.format(Locale.ROOT, "Re-issue %,d certificates", reissue.certificates());
            case Act.Retire(var id) -> "Retire " + name(id, generations);
            case Act.DestroyKey(var id) -> "Destroy the key of " + name(id, generations);
            case Act.ChangeProfile change ->
                    change.replaces() == null
                            ? "New profile " + change.profile()
                            : "Version " + change.version() + " of profile " + change.profile();
        };
    }

    private static String cutOver(Act.CutOver cutOver, List<Generation> generations) {
        var from = cutOver.from();
        var to = name(cutOver.to(), generations);
        return from == null
                ? "Enable " + to
                : "Cut over from " + name(from, generations) + " to " + to;
    }

    private static String spares(int count) {
        return switch (count) {
            case 0 -> "";
            case 1 -> " and a spare";
            default -> " and " + count + " spares";
        };
    }

    private static String shortened(Octets fingerprint) {
        return fingerprint.first(SHOWN_OCTETS).toHex() + "…";
    }

    private static String name(GenerationId id, List<Generation> generations) {
        return generations.stream()
                .filter(generation -> generation.identity().id().equals(id))
                .findFirst()
                .map(generation ->
                        generation.identity().number() == 1
                                ? generation.identity().name().commonName()
                                : generation.identity().name().commonName()
                                        + ", key "
                                        + generation.identity().number())
                .orElse("generation " + id);
    }
}
