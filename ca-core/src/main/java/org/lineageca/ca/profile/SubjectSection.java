package org.lineageca.ca.profile;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.issuance.SubjectAttribute;
import org.lineageca.ca.issuance.SubjectRules;
import org.lineageca.ca.issuance.SubjectRules.Attribute;
import org.lineageca.ca.issuance.SubjectRules.Presence;
import org.lineageca.ca.yaml.YamlNode;

/** The section {@code subject} of a document. */
final class SubjectSection {

    private SubjectSection() {}

    static SubjectRules read(YamlNode node) {
        node.only("attributes", "others");
        var dropsOthers =
                node.optional("others")
                        .map(others ->
                                switch (others.text()) {
                                    case "leave-out" -> true;
                                    case "refuse" -> false;
                                    case String other ->
                                            throw others.wrong(
                                                    "'"
                                                            + other
                                                            + "' is neither leave-out nor refuse");
                                })
                        .orElse(true);
        var attributes =
                node.child("attributes").entries().stream().map(SubjectSection::attribute).toList();
        return new SubjectRules(attributes, dropsOthers, node.place());
    }

    private static Attribute attribute(YamlNode.Entry entry) {
        var node = entry.value().only("required", "fixed", "longest", "pattern");
        var type =
                SubjectAttribute.ofText(entry.key())
                        .orElseThrow(() ->
                                node.wrong(
                                        "'"
                                                + entry.key()
                                                + "' is not one of "
                                                + SubjectAttribute.texts()));
        return new Attribute(
                type,
                presence(node, type),
                node.optional("longest")
                        .map(longest -> longest.number(1, type.longest()))
                        .orElse(type.longest()),
                pattern(node),
                node.place());
    }

    private static Presence presence(YamlNode node, SubjectAttribute type) {
        var fixed = node.optional("fixed");
        if (fixed.isPresent()) {
            node.only("fixed");
            var value = fixed.get().text();
            if (value.length() > type.longest()) {
                throw fixed.get().wrong("at most " + type.longest() + " characters fit");
            }
            type.problem(value)
                    .ifPresent(problem -> {
                        throw fixed.get().wrong(problem);
                    });
            return new Presence.Fixed(value);
        }
        return node.child("required").flag() ? new Presence.Required() : new Presence.Optional();
    }

    private static @Nullable String pattern(YamlNode node) {
        var pattern = node.optional("pattern");
        if (pattern.isEmpty()) {
            return null;
        }
        try {
            return Pattern.compile(pattern.get().text()).pattern();
        } catch (PatternSyntaxException e) {
            throw pattern.get()
                    .wrong(
                            "this is no regular expression: "
                                    + e.getDescription()
                                    + " near index "
                                    + e.getIndex());
        }
    }
}
