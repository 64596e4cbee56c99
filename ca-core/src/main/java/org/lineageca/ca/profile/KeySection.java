package org.lineageca.ca.profile;

import java.util.List;
import org.lineageca.ca.issuance.KeyRules;
import org.lineageca.ca.yaml.YamlNode;

/** The section {@code keys} of a document. */
final class KeySection {

    private static final int FEWEST_BITS = 2048;
    private static final int MOST_BITS = 8192;

    private KeySection() {}

    static KeyRules read(YamlNode node) {
        node.only("ec", "rsa");
        var curves =
                node.optional("ec").map(YamlNode::elements).orElse(List.of()).stream()
                        .map(KeySection::curve)
                        .distinct()
                        .toList();
        var rsa = node.optional("rsa").map(section -> section.only("from", "to"));
        var from = rsa.map(bits -> bits.child("from").number(FEWEST_BITS, MOST_BITS)).orElse(0);
        var to = rsa.map(bits -> bits.child("to").number(from, MOST_BITS)).orElse(0);
        if (curves.isEmpty() && from == 0) {
            throw node.wrong("no kind of key is allowed; say ec, rsa or both");
        }
        return new KeyRules(curves, from, to, node.place());
    }

    private static String curve(YamlNode node) {
        if (!KeyRules.CURVES.contains(node.text())) {
            throw node.wrong("'" + node.text() + "' is not one of " + KeyRules.CURVES);
        }
        return node.text();
    }
}
