package org.lineageca.console.act;

import java.util.List;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.people.PersonChange;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.console.language.Texts;
import org.lineageca.console.picture.Numbers;
import org.lineageca.console.shell.TrustedRoleWords;
import org.lineageca.octets.Octets;

/** What an act does, in a line of words. */
public final class ActTitles {

    private static final Texts TEXTS = Texts.of(ActTitles.class);

    private static final int SHOWN_OCTETS = 8;

    private ActTitles() {}

    /**
     * The title of an act.
     *
     * @param generations all there are, for their names
     */
    public static String of(Act act, List<Generation> generations) {
        return switch (act) {
            case Act.Renew(var id, _) -> TEXTS.say("renew", name(id, generations));
            case Act.Modify(var id, _, _) ->
                    TEXTS.say("change-the-constraints-of", name(id, generations));
            case Act.Roll(var id, var keys, _, _) ->
                    TEXTS.say(
                            "roll-to",
                            name(id, generations),
                            keys.getFirst().name().commonName(),
                            spares(keys.size() - 1));
            case Act.Rekey(var id, _, _, _) -> TEXTS.say("re-key", name(id, generations));
            case Act.CutOver cutOver -> cutOver(cutOver, generations);
            case Act.Disable(var id) -> TEXTS.say("disable", name(id, generations));
            case Act.CrossCertify cross ->
                    TEXTS.say(
                            "cross-certify-by",
                            shortened(cross.subject()),
                            name(cross.issuer(), generations));
            case Act.TrustAnchor(var certificate) ->
                    TEXTS.say("trust-the-anchor", shortened(certificate));
            case Act.RevokeCa revoke -> TEXTS.say("revoke", name(revoke.generation(), generations));
            case Act.RevokeCertificates revoke ->
                    revoke.terms().isDrill()
                            ? TEXTS.say(
                                    "drill-revoke-certificates",
                                    Numbers.show(revoke.certificates()),
                                    revoke.reason().label())
                            : TEXTS.say(
                                    "revoke-certificates",
                                    Numbers.show(revoke.certificates()),
                                    revoke.reason().label());
            case Act.ReissueCertificates reissue ->
                    TEXTS.say("re-issue-certificates", Numbers.show(reissue.certificates()));
            case Act.Retire(var id) -> TEXTS.say("retire", name(id, generations));
            case Act.DestroyKey(var id) -> TEXTS.say("destroy-the-key-of", name(id, generations));
            case Act.ChangeProfile change ->
                    change.replaces() == null
                            ? TEXTS.say("new-profile", change.profile())
                            : TEXTS.say("version-of-profile", change.version(), change.profile());
            case Act.ChangePeople(var person, var change) ->
                    switch (change) {
                        case PersonChange.Admit(var role, _) ->
                                TEXTS.say("let-in", person, TrustedRoleWords.of(role));
                        case PersonChange.Remove _ -> TEXTS.say("remove-person", person);
                        case PersonChange.AddCertificate _ ->
                                TEXTS.say("another-certificate-for", person);
                        case PersonChange.RemoveCertificate _ ->
                                TEXTS.say("remove-a-certificate-of", person);
                        case PersonChange.GiveRole(_, var role) ->
                                TEXTS.say("give-role", person, TrustedRoleWords.of(role));
                    };
        };
    }

    private static String cutOver(Act.CutOver cutOver, List<Generation> generations) {
        var from = cutOver.from();
        var to = name(cutOver.to(), generations);
        return from == null
                ? TEXTS.say("enable", to)
                : TEXTS.say("cut-over-from-to", name(from, generations), to);
    }

    private static String spares(int count) {
        return TEXTS.say("and-spares", count);
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
                                : TEXTS.say(
                                        "key",
                                        generation.identity().name().commonName(),
                                        generation.identity().number()))
                .orElse(TEXTS.say("generation", id));
    }
}
