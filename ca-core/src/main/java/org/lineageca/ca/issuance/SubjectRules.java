package org.lineageca.ca.issuance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.yaml.Place;

/**
 * Which attributes a subject has, in this order.
 *
 * @param dropsOthers whether attributes that are not listed are left out, unverified as they are;
 *     otherwise a request with one is refused
 */
public record SubjectRules(List<Attribute> attributes, boolean dropsOthers, Place place) {

    /** Whether an attribute is there. */
    public sealed interface Presence {
        /** The request must have it. */
        record Required() implements Presence {}

        /** Taken over where the request has it. */
        record Optional() implements Presence {}

        /** The same in every certificate; a request may only say the same. */
        record Fixed(String value) implements Presence {}
    }

    /**
     * One attribute.
     *
     * @param longest in characters
     * @param pattern a regular expression the whole value matches; null for any value
     */
    public record Attribute(
            SubjectAttribute type,
            Presence presence,
            int longest,
            @Nullable String pattern,
            Place place) {}

    public SubjectRules {
        attributes = List.copyOf(attributes);
    }

    /** Whether every certificate has something in its subject. */
    public boolean requireSomething() {
        return attributes.stream()
                .anyMatch(attribute -> !(attribute.presence() instanceof Presence.Optional));
    }

    /**
     * The subject a certificate will have.
     *
     * @throws RefusedException naming the rule
     */
    DistinguishedName apply(DistinguishedName requested) {
        var name = X500Name.getInstance(requested.der().toArray());
        if (!dropsOthers) {
            refuseOthers(name);
        }
        var subject = new X500NameBuilder(BCStyle.INSTANCE);
        for (var attribute : attributes) {
            var value = value(attribute, values(name, attribute));
            if (value != null) {
                subject.addRDN(attribute.type().type(), attribute.type().encoded(value));
            }
        }
        return DistinguishedName.read(subject.build());
    }

    private void refuseOthers(X500Name name) {
        for (var type : name.getAttributeTypes()) {
            if (attributes.stream().noneMatch(rule -> rule.type().type().equals(type))) {
                var label = BCStyle.INSTANCE.oidToDisplayName(type);
                throw RuleBroken.names(
                        "the subject has the attribute "
                                + (label == null ? type.getId() : label)
                                + ", which is not among those allowed",
                        place);
            }
        }
    }

    private static List<String> values(X500Name name, Attribute attribute) {
        var values = new ArrayList<String>();
        for (var rdn : name.getRDNs(attribute.type().type())) {
            Arrays.stream(rdn.getTypesAndValues())
                    .filter(entry -> entry.getType().equals(attribute.type().type()))
                    .forEach(entry -> {
                        if (!(entry.getValue() instanceof ASN1String text)) {
                            throw RuleBroken.names(
                                    attribute.type().text() + " of the subject is no text",
                                    attribute.place());
                        }
                        values.add(text.getString());
                    });
        }
        return values;
    }

    private static @Nullable String value(Attribute rule, List<String> asked) {
        var name = rule.type().text();
        if (asked.size() > 1) {
            throw RuleBroken.names(
                    "the subject has " + asked.size() + " values of " + name + ", and may have one",
                    rule.place());
        }
        return switch (rule.presence()) {
            case Presence.Fixed(var value) -> {
                if (!asked.isEmpty() && !asked.getFirst().equals(value)) {
                    throw RuleBroken.names(
                            name + " '" + asked.getFirst() + "' is not '" + value + "'",
                            rule.place());
                }
                yield value;
            }
            case Presence.Optional() -> asked.isEmpty() ? null : checked(rule, asked.getFirst());
            case Presence.Required() -> {
                if (asked.isEmpty()) {
                    throw RuleBroken.names(
                            "the subject has no " + name + ". Use -subj /" + name + "=…",
                            rule.place());
                }
                yield checked(rule, asked.getFirst());
            }
        };
    }

    private static String checked(Attribute rule, String value) {
        var name = rule.type().text();
        if (value.codePointCount(0, value.length()) > rule.longest()) {
            throw RuleBroken.names(
                    name
                            + " has "
                            + value.codePointCount(0, value.length())
                            + " characters; at most "
                            + rule.longest()
                            + " are allowed",
                    rule.place());
        }
        rule.type()
                .problem(value)
                .ifPresent(problem -> {
                    throw RuleBroken.names(name + " '" + value + "': " + problem, rule.place());
                });
        var pattern = rule.pattern();
        if (pattern != null && !BoundedMatch.matches(pattern, value)) {
            throw RuleBroken.names(
                    name + " '" + value + "' does not match " + pattern, rule.place());
        }
        return value;
    }
}
