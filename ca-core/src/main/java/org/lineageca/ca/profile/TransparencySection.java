package org.lineageca.ca.profile;

import java.util.Optional;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.transparency.TransparencyPolicy;
import org.lineageca.ca.yaml.YamlNode;

/** How many SCTs a certificate carries: yes, no, or numbers. */
final class TransparencySection {

    /** More than any policy asks for, and a certificate has to be sent in each handshake. */
    private static final int MOST = 5;

    private TransparencySection() {}

    static Optional<TransparencyPolicy> read(YamlNode node, CertificateTemplate template) {
        if (node.isValue() && !node.flag()) {
            return Optional.empty();
        }
        if (template != CertificateTemplate.TLS_SERVER) {
            throw node.wrong("only certificates of TLS servers are sent to transparency logs");
        }
        return Optional.of(node.isValue() ? TransparencyPolicy.BROWSERS : numbers(node));
    }

    private static TransparencyPolicy numbers(YamlNode node) {
        node.only("scts", "beyond-180-days", "operators");
        var scts = node.child("scts").number(1, MOST);
        var usual = TransparencyPolicy.BROWSERS;
        try {
            return new TransparencyPolicy(
                    scts,
                    node.optional("beyond-180-days")
                            .map(number -> number.number(1, MOST))
                            .orElse(Math.max(scts, usual.sctsBeyond())),
                    node.optional("operators")
                            .map(number -> number.number(1, MOST))
                            .orElse(Math.min(scts, usual.operators())));
        } catch (IllegalArgumentException e) {
            throw node.wrong(String.valueOf(e.getMessage()));
        }
    }
}
