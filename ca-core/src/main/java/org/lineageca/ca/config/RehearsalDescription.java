package org.lineageca.ca.config;

import java.nio.file.Path;
import org.lineageca.ca.rehearsal.Act;
import org.lineageca.ca.rehearsal.RehearsalPlan;
import org.lineageca.ca.rehearsal.SuccessorName;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.yaml.InvalidDescriptionException;
import org.lineageca.ca.yaml.YamlNode;
import org.lineageca.hsm.client.KeyAlgorithm;

/**
 * What is to be rehearsed, and the scratch token it is done on.
 *
 * @param socket of the token's signer
 */
record RehearsalDescription(Act act, RehearsalPlan plan, Path socket, String token) {

    private static final int LARGEST = 64 * 1024;

    /**
     * Reads it from YAML or JSON.
     *
     * @throws InvalidDescriptionException naming line and column
     */
    static RehearsalDescription read(String yaml) {
        return description(
                YamlNode.read("rehearsal", yaml, LARGEST)
                        .only("act", "signer", "root", "issuing", "successor"));
    }

    private static RehearsalDescription description(YamlNode document) {
        var signer = document.child("signer").only("socket", "token");
        var issuing = authority(document.child("issuing"));
        var successor =
                document.entries().stream()
                        .filter(entry -> entry.key().equals("successor"))
                        .findFirst()
                        .map(entry -> entry.value().parsed(DistinguishedName::of))
                        .orElseGet(() -> SuccessorName.after(issuing.name()));
        try {
            return new RehearsalDescription(
                    document.child("act").oneOf(Act.class),
                    new RehearsalPlan(authority(document.child("root")), issuing, successor),
                    signer.child("socket").parsed(Path::of),
                    signer.child("token").text());
        } catch (IllegalArgumentException e) {
            throw document.wrong(String.valueOf(e.getMessage()));
        }
    }

    private static RehearsalPlan.Authority authority(YamlNode node) {
        node.only("name", "key", "validity");
        return new RehearsalPlan.Authority(
                node.child("name").parsed(DistinguishedName::of),
                node.child("key").oneOf(KeyAlgorithm.class),
                node.child("validity").duration());
    }
}
