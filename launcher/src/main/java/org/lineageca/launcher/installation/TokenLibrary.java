package org.lineageca.launcher.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lineageca.hsm.softhsm.SoftHsmToken;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The PKCS #11 library by which a signer reaches its token: SoftHSM's, unless the operator's file
 * {@code pkcs11.yml} names another.
 *
 * @param slotListIndex position of the token's slot in the library's list
 * @param workers how many threads use the token; some bear one only
 * @param environment what the library wants to find in the environment of its process; never a
 *     secret
 */
public record TokenLibrary(
        Path library, int slotListIndex, int workers, Map<String, String> environment) {

    private static final int USUAL_WORKERS = 2;
    private static final int MOST = 64;
    private static final Set<String> KNOWN =
            Set.of("library", "slot-list-index", "workers", "environment");

    public TokenLibrary {
        environment = Map.copyOf(environment);
    }

    /**
     * For the token with a label.
     *
     * @throws IOException when the file is there and cannot be used
     */
    public static TokenLibrary of(Installation installation, String label) throws IOException {
        var file = installation.tokenLibraries();
        if (!Files.exists(file)) {
            return softHsm();
        }
        try {
            return parse(Files.readString(file), label);
        } catch (IllegalArgumentException | YAMLException e) {
            throw new IOException("%s cannot be used: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static TokenLibrary softHsm() {
        return new TokenLibrary(SoftHsmToken.findLibrary(), 0, USUAL_WORKERS, Map.of());
    }

    static TokenLibrary parse(String text, String label) {
        Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        if (!(document instanceof Map<?, ?> tokens)) {
            throw new IllegalArgumentException("it names no token");
        }
        return switch (tokens.get(label)) {
            case null -> softHsm();
            case Map<?, ?> entry -> entry(label, entry);
            default -> throw new IllegalArgumentException(label + " is no mapping");
        };
    }

    private static TokenLibrary entry(String label, Map<?, ?> entry) {
        for (var key : entry.keySet()) {
            if (!KNOWN.contains(String.valueOf(key))) {
                throw new IllegalArgumentException("%s.%s is not known".formatted(label, key));
            }
        }
        if (!(entry.get("library") instanceof String library)
                || !Path.of(library).isAbsolute()
                || !Files.isReadable(Path.of(library))) {
            throw new IllegalArgumentException(
                    "%s.library must be the path, from /, of a library that can be read"
                            .formatted(label));
        }
        return new TokenLibrary(
                Path.of(library),
                number(label, entry, "slot-list-index", 0, 0),
                number(label, entry, "workers", USUAL_WORKERS, 1),
                environment(label, entry.get("environment")));
    }

    private static int number(String label, Map<?, ?> entry, String key, int usual, int least) {
        return switch (entry.get(key)) {
            case null -> usual;
            case Integer number when number >= least && number <= MOST -> number;
            default ->
                    throw new IllegalArgumentException(
                            "%s.%s must be a whole number from %d to %d"
                                    .formatted(label, key, least, MOST));
        };
    }

    private static Map<String, String> environment(String label, @Nullable Object section) {
        var environment = new HashMap<String, String>();
        switch (section) {
            case null -> {}
            case Map<?, ?> variables ->
                    variables.forEach((name, value) ->
                            environment.put(String.valueOf(name), String.valueOf(value)));
            default ->
                    throw new IllegalArgumentException(label + ".environment must name variables");
        }
        return environment;
    }
}
