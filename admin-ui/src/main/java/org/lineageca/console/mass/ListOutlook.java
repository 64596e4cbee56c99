package org.lineageca.console.mass;

import java.util.List;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.mass.Outlook;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.console.language.Texts;
import org.lineageca.console.picture.Numbers;

/** What is foreseen, in words for tables. */
record ListOutlook(Outlook outlook, List<Generation> generations) {

    private static final Texts TEXTS = Texts.of(ListOutlook.class);

    List<List<String>> shares() {
        return outlook.shares().stream()
                .map(share ->
                        List.of(
                                name(share.generation()),
                                share.generation().label(),
                                share.profile(),
                                before(share),
                                Numbers.show(share.certificates())))
                .toList();
    }

    private static String before(Outlook.Share share) {
        var before = share.before();
        if (before == null) {
            return TEXTS.say("not-revoked");
        }
        return before == RevocationReason.CERTIFICATE_HOLD
                ? TEXTS.say("on-hold")
                : TEXTS.say("revoked", before.label());
    }

    List<List<String>> crls() {
        return outlook.crls().stream()
                .map(crl ->
                        List.of(
                                name(crl.generation()),
                                crl.place(),
                                Numbers.show(crl.now().entries()),
                                octets(crl.now().octets()),
                                Numbers.show(crl.after().entries()),
                                octets(crl.after().octets()),
                                budget(crl)))
                .toList();
    }

    private static String budget(Outlook.CrlGrowth crl) {
        if (!crl.budget().isSet()) {
            return TEXTS.say("none-set");
        }
        return crl.isOverBudget()
                ? TEXTS.say("over", crl.budget().inWords())
                : TEXTS.say("within", crl.budget().inWords());
    }

    boolean isOverBudget() {
        return outlook.crls().stream().anyMatch(Outlook.CrlGrowth::isOverBudget);
    }

    /** Such as {@code about 7 min 30 s, at 10,000 in a second (assumed)}. */
    String time() {
        var pace = outlook.pace();
        return TEXTS.say(
                "about-at-in-a-second",
                Outlook.spoken(pace.of(outlook.certificates())),
                Numbers.show(pace.perSecond(), 0),
                pace.isMeasured()
                        ? TEXTS.say("measured-on-the-last-lists")
                        : TEXTS.say("assumed-none-was-measured-yet"));
    }

    private String name(GenerationId id) {
        return generations.stream()
                .filter(generation -> generation.identity().id().equals(id))
                .findFirst()
                .map(generation -> generation.identity().name().commonName())
                .orElse(TEXTS.say("generation", id.label()));
    }

    private static String octets(long octets) {
        return Numbers.show(octets) + " B";
    }
}
