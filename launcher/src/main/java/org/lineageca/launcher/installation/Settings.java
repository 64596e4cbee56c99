package org.lineageca.launcher.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The file {@code lineage.yml}: what was chosen when the installation was made.
 *
 * @param ports its TCP ports
 */
public record Settings(Ports ports) {

    public static Settings read(Installation installation) throws IOException, RefusedException {
        var file = installation.settings();
        if (!Files.exists(file)) {
            throw new RefusedException(
                    "There is no installation in %s. Make one with `lineage up`, or name another folder with --data."
                            .formatted(installation.data()));
        }
        try {
            return new Settings(parse(Files.readString(file)));
        } catch (IllegalArgumentException | YAMLException e) {
            throw new RefusedException(
                    "%s cannot be used: %s. Nothing was started. Correct the file."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    /**
     * Keeps what is asked for, where that is still possible.
     *
     * @param running whether the installation's programs use the present ports right now
     */
    public static Settings choose(Installation installation, PortChoice choice, boolean running)
            throws IOException, RefusedException {
        var isNew = !installation.exists();
        var present = isNew ? Ports.defaults() : read(installation).ports();
        Ports wanted;
        try {
            wanted = choice.over(present);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(e.getMessage() + ". Nothing was started.", e);
        }
        if (isNew || !wanted.equals(present)) {
            refuseImpossible(installation, present, wanted, running && !isNew);
            write(installation.settings(), wanted);
        }
        return new Settings(wanted);
    }

    private static void refuseImpossible(
            Installation installation, Ports present, Ports wanted, boolean running)
            throws RefusedException {
        for (var use : PortUse.values()) {
            if (use.isNamedInCertificates()
                    && installation.pkiCreated()
                    && wanted.of(use) != present.of(use)) {
                throw new RefusedException(
                        "The %s port of this installation is %d and cannot become %d: certificates already name it. Nothing was changed. Leave %s and --port-base out, or make another installation with --data."
                                .formatted(
                                        use.key(), present.of(use), wanted.of(use), use.option()));
            }
        }
        if (running) {
            throw new RefusedException(
                    "The installation in %s is running on other ports. Nothing was changed. Run `lineage down` first."
                            .formatted(installation.data()));
        }
    }

    private static void write(Path file, Ports ports) throws IOException {
        var text =
                new StringBuilder(
                        """
                        # This installation of Lineage: the ports on 127.0.0.1, chosen at its first `lineage up`.
                        # Certificates name the ocsp and crl ports: do not change those once the PKI is created.
                        ports:
                        """);
        for (var use : PortUse.values()) {
            text.append("  %s: %d%n".formatted(use.key(), ports.of(use)));
        }
        PrivateFiles.write(file, text.toString());
    }

    private static Ports parse(String text) {
        Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        if (!(document instanceof Map<?, ?> settings)
                || !(settings.get("ports") instanceof Map<?, ?> entries)) {
            throw new IllegalArgumentException("it has no section ports");
        }
        var numbers = new EnumMap<PortUse, Integer>(PortUse.class);
        for (var use : PortUse.values()) {
            switch (entries.get(use.key())) {
                case Integer number -> numbers.put(use, number);
                case null -> {} // Ports says which is missing
                default ->
                        throw new IllegalArgumentException(
                                "ports.%s is not a whole number".formatted(use.key()));
            }
        }
        return new Ports(numbers);
    }
}
