package org.lineageca.ca.config;

import java.io.StringReader;
import java.nio.file.Path;
import org.lineageca.ca.rehearsal.Act;
import org.lineageca.ca.rehearsal.RehearsalPlan;
import org.lineageca.ca.rehearsal.SuccessorName;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What is to be rehearsed, and the scratch token it is done on.
 *
 * @param socket of the token's signer
 */
record RehearsalDescription(Act act, RehearsalPlan plan, Path socket, String token) {

    /**
     * Reads it from YAML or JSON.
     *
     * @throws InvalidDescriptionException naming line and column
     */
    static RehearsalDescription read(String yaml) {
        try {
            var options = new LoaderOptions();
            options.setMaxAliasesForCollections(0);
            options.setCodePointLimit(64 * 1024);
            options.setNestingDepthLimit(5);
            var node = new Yaml(new SafeConstructor(options)).compose(new StringReader(yaml));
            if (node == null) {
                throw new InvalidDescriptionException("the description is empty");
            }
            return description(
                    new YamlNode("rehearsal", node)
                            .only("act", "signer", "root", "issuing", "successor"));
        } catch (YAMLException e) {
            throw new InvalidDescriptionException("the description is not YAML: " + e.getMessage());
        }
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
