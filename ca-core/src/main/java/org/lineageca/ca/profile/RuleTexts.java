package org.lineageca.ca.profile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.issuance.CertificateProfile;
import org.lineageca.ca.issuance.ExtensionRules;
import org.lineageca.ca.issuance.KeyRules;
import org.lineageca.ca.issuance.NameRules;
import org.lineageca.ca.issuance.Purposes;
import org.lineageca.ca.issuance.SubjectRules;
import org.lineageca.ca.issuance.SubjectRules.Presence;
import org.lineageca.ca.transparency.TransparencyPolicy;

/** What a profile means, in words: for lists, and to compare versions. */
public final class RuleTexts {

    /** One rule. */
    public record Rule(String field, String text) {}

    private RuleTexts() {}

    /** All rules, those of any profile in the same order. */
    public static List<Rule> of(CertificateProfile profile) {
        var rules = profile.rules();
        var extensions = rules.extensions();
        return List.of(
                new Rule("template", profile.template().text()),
                new Rule("lineage", profile.lineage()),
                new Rule("validity", words(profile.validity())),
                new Rule(
                        "beyond its issuer",
                        profile.shortens() ? "ends with the issuer" : "refused"),
                new Rule(
                        "re-issue",
                        switch (profile.reissue()) {
                            case SAME_KEY -> "with the same key";
                            case BY_SUBSCRIBER -> "by its subscriber";
                        }),
                new Rule("subject", subject(rules.subject())),
                new Rule("alternative names", names(rules.names())),
                new Rule("CAA records", rules.caa() ? "must permit it" : "not asked for"),
                new Rule("keys", keys(rules.keys())),
                new Rule(
                        "key usage",
                        String.join(", ", Purposes.keyUsageNames(extensions.keyUsage()))),
                new Rule(
                        "extended key usage",
                        extensions.purposes().stream()
                                .map(Purposes::name)
                                .collect(Collectors.joining(", "))),
                new Rule("policies", policies(extensions)),
                new Rule("pointers", pointers(extensions)),
                new Rule("must staple", extensions.mustStaple() ? "yes" : "no"),
                new Rule("transparency", transparency(extensions.transparency())));
    }

    /** A length of time in the largest unit that fits. */
    public static String words(Duration validity) {
        if (validity.equals(Duration.ofDays(validity.toDays()))) {
            return counted(validity.toDays(), "day");
        }
        return validity.equals(Duration.ofHours(validity.toHours()))
                ? counted(validity.toHours(), "hour")
                : counted(validity.toMinutes(), "minute");
    }

    private static String counted(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }

    private static String subject(SubjectRules rules) {
        var texts = new ArrayList<String>();
        for (var attribute : rules.attributes()) {
            var name = attribute.type().text();
            texts.add(
                    switch (attribute.presence()) {
                        case Presence.Required() -> name + " (required)" + pattern(attribute);
                        case Presence.Optional() -> name + pattern(attribute);
                        case Presence.Fixed(var value) -> name + "=" + value;
                    });
        }
        texts.add(rules.dropsOthers() ? "others left out" : "others refused");
        return String.join(", ", texts);
    }

    private static String pattern(SubjectRules.Attribute attribute) {
        return attribute.pattern() == null ? "" : " like " + attribute.pattern();
    }

    private static String names(NameRules rules) {
        if (rules.atMost() == 0 || rules.kinds().isEmpty()) {
            return "none";
        }
        var kinds =
                rules.kinds().stream()
                        .sorted()
                        .map(NameRules.Kind::text)
                        .collect(Collectors.joining(", "));
        return kinds
                + "; "
                + rules.atLeast()
                + " to "
                + rules.atMost()
                + (rules.wildcard() ? "; wildcards" : "")
                + (rules.suffixes().isEmpty()
                        ? ""
                        : "; within " + String.join(", ", rules.suffixes()));
    }

    private static String keys(KeyRules rules) {
        var texts = new ArrayList<String>();
        if (!rules.curves().isEmpty()) {
            texts.add("EC on " + String.join(", ", rules.curves()));
        }
        if (rules.rsaFrom() > 0) {
            texts.add("RSA of " + rules.rsaFrom() + " to " + rules.rsaTo() + " bits");
        }
        return String.join("; ", texts);
    }

    private static String policies(ExtensionRules rules) {
        return rules.policies().isEmpty()
                ? "none"
                : rules.policies().stream()
                        .map(policy ->
                                policy.cps() == null
                                        ? policy.oid()
                                        : policy.oid() + " (" + policy.cps() + ")")
                        .collect(Collectors.joining(", "));
    }

    private static String transparency(@Nullable TransparencyPolicy policy) {
        return policy == null
                ? "no"
                : "%d SCTs, %d beyond 180 days, of %d operators"
                        .formatted(policy.scts(), policy.sctsBeyond(), policy.operators());
    }

    private static String pointers(ExtensionRules rules) {
        var texts = new ArrayList<String>();
        if (rules.pointers().crl()) {
            texts.add("CRL");
        }
        if (rules.pointers().ocsp()) {
            texts.add("OCSP");
        }
        if (rules.pointers().caIssuers()) {
            texts.add("CA certificate");
        }
        if (rules.noRevAvail()) {
            texts.add("noRevAvail");
        }
        return String.join(", ", texts);
    }
}
