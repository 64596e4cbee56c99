package org.lineageca.ca.profile;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.issuance.ExtensionRules;
import org.lineageca.ca.issuance.ExtensionRules.Pointers;
import org.lineageca.ca.issuance.ExtensionRules.Policy;
import org.lineageca.ca.issuance.KeyRules;
import org.lineageca.ca.issuance.Purposes;
import org.lineageca.ca.x509.ObjectIdentifierText;
import org.lineageca.ca.yaml.YamlNode;

/** Those members of a document that make extensions. */
final class ExtensionSection {

    private final YamlNode node;
    private final CertificateTemplate template;
    private final KeyRules keys;
    private final ExtensionRules standard;

    ExtensionSection(YamlNode node, CertificateTemplate template, KeyRules keys) {
        this.node = node;
        this.template = template;
        this.keys = keys;
        this.standard = ExtensionRules.of(template);
    }

    ExtensionRules read() {
        var noRevAvail = node.optional("no-rev-avail").map(YamlNode::flag).orElse(false);
        var pointers = pointers(noRevAvail);
        return new ExtensionRules(
                node.optional("key-usage")
                        .map(this::keyUsage)
                        .orElseGet(() -> ReadyMade.of(template).rules().extensions().keyUsage()),
                node.optional("extended-key-usage").map(this::purposes).orElse(standard.purposes()),
                policies(),
                pointers,
                noRevAvail,
                node.optional("must-staple")
                        .map(staple -> mustStaple(staple, pointers))
                        .orElse(false),
                node.optional("transparency")
                        .flatMap(option -> TransparencySection.read(option, template))
                        .orElse(null));
    }

    private int keyUsage(YamlNode usages) {
        var bits = 0;
        for (var element : usages.elements()) {
            var bit = Purposes.keyUsage(element.text()).orElse(0);
            if ((bit & template.permittedKeyUsage()) == 0) {
                throw element.wrong(
                        "'"
                                + element.text()
                                + "' is not one of "
                                + String.join(
                                        ", ",
                                        Purposes.keyUsageNames(template.permittedKeyUsage())));
            }
            bits |= bit;
        }
        if (!keys.allUsableFor(bits)) {
            throw usages.wrong(
                    "a key that the profile allows could be used for nothing: keyEncipherment is left out for EC keys, keyAgreement for RSA keys");
        }
        return bits;
    }

    private List<String> purposes(YamlNode purposes) {
        var oids = new ArrayList<String>();
        for (var element : purposes.elements()) {
            var oid =
                    Purposes.extendedKeyUsage(element.text())
                            .orElseThrow(() ->
                                    element.wrong(
                                            "'"
                                                    + element.text()
                                                    + "' is neither a known extended key usage nor an object identifier"));
            if (!standard.purposes().contains(oid) && !template.permitsPurpose(oid)) {
                throw element.wrong("certificates of this kind may not be for " + element.text());
            }
            if (oids.contains(oid)) {
                throw element.wrong("'" + element.text() + "' stands here twice");
            }
            oids.add(oid);
        }
        if (!oids.containsAll(standard.purposes())) {
            throw purposes.wrong(
                    "certificates of this kind are for "
                            + String.join(
                                    ", ", standard.purposes().stream().map(Purposes::name).toList())
                            + ", which is missing");
        }
        return oids;
    }

    private List<Policy> policies() {
        var policies = new ArrayList<Policy>();
        for (var element :
                node.optional("policies").map(YamlNode::elements).orElse(List.<YamlNode>of())) {
            element.only("oid", "cps");
            var oid = element.child("oid");
            if (!ObjectIdentifierText.isOne(oid.text())) {
                throw oid.wrong("'" + oid.text() + "' is not an object identifier");
            }
            if (policies.stream().anyMatch(policy -> policy.oid().equals(oid.text()))) {
                throw oid.wrong("the policy " + oid.text() + " stands here twice");
            }
            policies.add(
                    new Policy(oid.text(), element.optional("cps").map(this::cps).orElse(null)));
        }
        return policies;
    }

    private @Nullable String cps(YamlNode cps) {
        if (!cps.text().matches("https?://[\\x21-\\x7e]{1,200}")) {
            throw cps.wrong("a certification practice statement is at a URL, http or https");
        }
        return cps.text();
    }

    private Pointers pointers(boolean noRevAvail) {
        var section =
                node.optional("pointers").map(given -> given.only("crl", "ocsp", "ca-issuers"));
        if (section.isEmpty()) {
            return new Pointers(!noRevAvail, !noRevAvail, true);
        }
        var given = section.get();
        var pointers =
                new Pointers(
                        given.child("crl").flag(),
                        given.child("ocsp").flag(),
                        given.child("ca-issuers").flag());
        var told = pointers.crl() || pointers.ocsp();
        if (told && noRevAvail) {
            throw given.wrong(
                    "with no-rev-avail there is no pointer to a CRL or a responder (RFC 9608 3); say no to both");
        }
        if (!told && !noRevAvail) {
            throw given.wrong(
                    "nobody could ask whether a certificate is revoked; say yes to crl or ocsp, or say no-rev-avail");
        }
        return pointers;
    }

    private boolean mustStaple(YamlNode staple, Pointers pointers) {
        if (staple.flag() && template != CertificateTemplate.TLS_SERVER) {
            throw staple.wrong("only TLS servers staple OCSP responses (RFC 7633)");
        }
        if (staple.flag() && !pointers.ocsp()) {
            throw staple.wrong(
                    "a server finds the response it must staple by the pointer to OCSP; say yes to pointers.ocsp");
        }
        return staple.flag();
    }
}
