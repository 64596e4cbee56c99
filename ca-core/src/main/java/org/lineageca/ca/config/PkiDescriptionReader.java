package org.lineageca.ca.config;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.lineageca.ca.config.PkiDescription.Issuing;
import org.lineageca.ca.config.PkiDescription.OcspSigner;
import org.lineageca.ca.config.PkiDescription.Root;
import org.lineageca.ca.issuance.CertificateProfile;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.lifecycle.SetCrlPolicy;
import org.lineageca.ca.profile.ProfileDocument;
import org.lineageca.ca.profile.ReadyMade;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.yaml.InvalidDescriptionException;
import org.lineageca.ca.yaml.YamlNode;
import org.lineageca.hsm.client.KeyAlgorithm;

/** Reads and checks {@code pki.yml}. */
public final class PkiDescriptionReader {

    private static final int LARGEST = 256 * 1024;

    private PkiDescriptionReader() {}

    /**
     * Reads a description.
     *
     * @param firstRun now: where expired entries are kept, from then on
     * @throws InvalidDescriptionException naming line and column
     */
    public static PkiDescription read(String yaml, Instant firstRun) {
        return description(
                YamlNode.read("pki", yaml, LARGEST).only("root", "lineages"),
                new CrlSection(firstRun));
    }

    private static PkiDescription description(YamlNode document, CrlSection crl) {
        var root = root(document.child("root").only("name", "key", "validity", "crl"), crl);
        var lineages =
                document.child("lineages").elements().stream()
                        .map(node -> issuing(node, root, crl))
                        .toList();
        var names = new HashSet<DistinguishedName>();
        names.add(root.name());
        var roles = new HashSet<String>();
        var profiles = new HashSet<String>();
        for (var lineage : lineages) {
            if (!names.add(lineage.name()) || !roles.add(lineage.role())) {
                throw document.child("lineages")
                        .wrong("name and role of each lineage must be its own: " + lineage.role());
            }
            for (var profile : lineage.profiles()) {
                var name = profile.profile().name();
                if (!profiles.add(name)) {
                    throw document.child("lineages")
                            .wrong("profile " + name + " stands in two lineages");
                }
            }
        }
        if (!profiles.containsAll(PkiDescription.OWN_PROFILES)) {
            throw document.child("lineages")
                    .wrong(
                            "the installation itself needs the profiles "
                                    + PkiDescription.OWN_PROFILES);
        }
        return new PkiDescription(root, lineages);
    }

    private static Root root(YamlNode node, CrlSection crl) {
        return new Root(
                name(node),
                key(node),
                node.child("validity").duration(),
                crl.read(node.child("crl"), SetCrlPolicy.LONGEST_LIFETIME));
    }

    private static Issuing issuing(YamlNode node, Root root, CrlSection crl) {
        node.only("role", "name", "key", "validity", "crl", "ocsp-signer", "profiles");
        var role = node.child("role").parsed(PkiDescriptionReader::role);
        var validity = node.child("validity").duration();
        if (validity.compareTo(root.validity()) >= 0) {
            throw node.child("validity")
                    .wrong(
                            "an issuing CA must be valid for less long than the root ("
                                    + root.validity().toDays()
                                    + "d)");
        }
        var signer = node.child("ocsp-signer").only("key", "validity");
        var profiles =
                node.child("profiles").entries().stream()
                        .map(entry -> profile(entry, role, validity))
                        .toList();
        return new Issuing(
                role,
                name(node),
                key(node),
                validity,
                crl.read(node.child("crl"), SetCrlPolicy.LONGEST_OF_SUBSCRIBERS),
                new OcspSigner(key(signer), signer.child("validity").duration()),
                List.copyOf(profiles));
    }

    private static ProfileDocument profile(
            YamlNode.Entry entry, String role, Duration issuerValidity) {
        var node = entry.value().only("template", "validity", "beyond-issuer");
        var template = node.child("template").oneOf(CertificateTemplate.class);
        if (!template.isRequested()) {
            throw node.child("template")
                    .wrong(
                            "certificates issued on request are tls-server, tls-client, s-mime or code-signing");
        }
        var validity = node.child("validity").duration();
        if (validity.compareTo(issuerValidity) >= 0) {
            throw node.child("validity")
                    .wrong("a certificate cannot be valid as long as its issuer");
        }
        try {
            return ReadyMade.derive(
                    CertificateProfile.requireName(entry.key()),
                    template,
                    role,
                    validity,
                    shortens(node));
        } catch (IllegalArgumentException e) {
            throw node.wrong(String.valueOf(e.getMessage()));
        }
    }

    private static boolean shortens(YamlNode node) {
        return node.optional("beyond-issuer")
                .map(option ->
                        switch (option.text()) {
                            case "refuse" -> false;
                            case "shorten" -> true;
                            case String other ->
                                    throw option.wrong(
                                            "'" + other + "' is neither refuse nor shorten");
                        })
                .orElse(false);
    }

    private static DistinguishedName name(YamlNode node) {
        var name = node.child("name").parsed(DistinguishedName::of);
        if (name.equals(DistinguishedName.of(""))) {
            throw node.child("name").wrong("a CA needs a name");
        }
        return name;
    }

    private static KeyAlgorithm key(YamlNode node) {
        return node.child("key").oneOf(KeyAlgorithm.class);
    }

    private static String role(String role) {
        if (!role.matches("[a-z][a-z0-9-]{0,39}")) {
            throw new IllegalArgumentException(
                    "'" + role + "' is not a role: lower-case letters, digits and hyphens");
        }
        return role;
    }
}
