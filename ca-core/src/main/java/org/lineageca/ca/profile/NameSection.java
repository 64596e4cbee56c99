package org.lineageca.ca.profile;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.issuance.NameRules;
import org.lineageca.ca.issuance.NameRules.Kind;
import org.lineageca.ca.yaml.YamlNode;

/** The section {@code names} of a document. */
final class NameSection {

    private NameSection() {}

    static NameRules read(YamlNode node, CertificateTemplate template) {
        node.only("kinds", "at-least", "at-most", "wildcard", "permitted-suffixes");
        var kinds = kinds(node.child("kinds"), template);
        var atMost =
                node.optional("at-most")
                        .map(most -> most.number(0, NameRules.MOST))
                        .orElse(NameRules.MOST);
        var least = leastOf(template);
        var atLeast =
                node.optional("at-least").map(number -> number.number(least, atMost)).orElse(least);
        if (atLeast > atMost) {
            throw node.wrong(
                    "certificates of this kind have at least " + atLeast + " alternative names");
        }
        return new NameRules(
                kinds, atLeast, atMost, wildcard(node, template), suffixes(node), node.place());
    }

    private static int leastOf(CertificateTemplate template) {
        return switch (template) {
            case TLS_SERVER, S_MIME -> 1;
            case ROOT_CA, POLICY_CA, ISSUING_CA, CROSS_CA, OCSP_SIGNER, TLS_CLIENT, CODE_SIGNING ->
                    0;
        };
    }

    private static Set<Kind> kinds(YamlNode node, CertificateTemplate template) {
        var kinds = EnumSet.noneOf(Kind.class);
        for (var element : node.elements()) {
            var kind = element.oneOf(Kind.class);
            if (!permitted(template).contains(kind)) {
                throw element.wrong(
                        "certificates of this kind have no such names, only "
                                + permitted(template).stream()
                                        .map(Kind::text)
                                        .collect(Collectors.joining(", ")));
            }
            kinds.add(kind);
        }
        if (template == CertificateTemplate.S_MIME && !kinds.contains(Kind.EMAIL)) {
            throw node.wrong("an S/MIME certificate names a mailbox: email is missing");
        }
        return kinds;
    }

    private static List<Kind> permitted(CertificateTemplate template) {
        return switch (template) {
            case TLS_SERVER -> List.of(Kind.DNS, Kind.IP);
            case S_MIME -> List.of(Kind.EMAIL);
            case ROOT_CA, POLICY_CA, ISSUING_CA, CROSS_CA, OCSP_SIGNER, TLS_CLIENT, CODE_SIGNING ->
                    Arrays.asList(Kind.values());
        };
    }

    private static boolean wildcard(YamlNode node, CertificateTemplate template) {
        var allowed = template == CertificateTemplate.TLS_SERVER;
        return node.optional("wildcard")
                .map(wildcard -> {
                    if (wildcard.flag() && !allowed) {
                        throw wildcard.wrong("only TLS servers are named by wildcards");
                    }
                    return wildcard.flag();
                })
                .orElse(false);
    }

    private static List<String> suffixes(YamlNode node) {
        return node
                .optional("permitted-suffixes")
                .map(YamlNode::elements)
                .orElse(List.of())
                .stream()
                .map(element -> element.parsed(NameSection::suffix))
                .toList();
    }

    private static String suffix(String text) {
        if (!text.matches("\\.?[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a DNS name (lower case, A-labels)");
        }
        return text;
    }
}
