package org.lineageca.launcher.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The file {@code lineage.yml}: what was chosen when the installation was made.
 *
 * @param ports its TCP ports, one for each use its kind has
 * @param responders those beside the one whose address certificates name
 */
public record Settings(Kind kind, Ports ports, List<FurtherResponder> responders) {

    public Settings {
        responders = List.copyOf(responders);
    }

    /** What a new installation has. */
    private static Settings initial(Kind kind) {
        return new Settings(kind, Ports.defaults().only(kind.uses()), List.of());
    }

    /** The same with other responders. */
    public Settings with(List<FurtherResponder> others) {
        return new Settings(kind, ports, others);
    }

    /** Keeps them for the next start. */
    public void keep(Installation installation) throws IOException {
        write(installation.settings());
    }

    public static Settings read(Installation installation) throws IOException, RefusedException {
        var file = installation.settings();
        if (!Files.exists(file)) {
            throw new RefusedException(
                    "There is no installation in %s. Make one with `lineage up`, or name another folder with --data."
                            .formatted(installation.data()));
        }
        try {
            return parse(Files.readString(file));
        } catch (IllegalArgumentException | YAMLException e) {
            throw new RefusedException(
                    "%s cannot be used: %s. Nothing was started. Correct the file."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    /**
     * The same where the installation must be of one kind.
     *
     * @param notDone what did not happen if it is of the other
     */
    public static Settings read(Installation installation, Kind kind, String notDone)
            throws IOException, RefusedException {
        var settings = read(installation);
        if (settings.kind != kind) {
            throw new RefusedException(
                    "The installation in %s is %s, and this is for one that is %s. %s Name another folder with --data."
                            .formatted(
                                    installation.data(), settings.kind.key(), kind.key(), notDone));
        }
        return settings;
    }

    /**
     * Keeps what is asked for, where that is still possible. A new installation is online; the kind
     * of one that is there stays as it is.
     *
     * @param running whether the installation's programs use the present ports right now
     */
    public static Settings choose(Installation installation, PortChoice choice, boolean running)
            throws IOException, RefusedException {
        var present = installation.exists() ? read(installation) : initial(Kind.ONLINE);
        return choose(installation, present, choice, running);
    }

    /** The same for an installation that is to be offline, or is. */
    public static Settings chooseOffline(
            Installation installation, PortChoice choice, boolean running)
            throws IOException, RefusedException {
        var present =
                installation.exists()
                        ? read(
                                installation,
                                Kind.OFFLINE,
                                "It cannot become the other. Nothing was changed. Leave --offline out, or make another installation.")
                        : initial(Kind.OFFLINE);
        return choose(installation, present, choice, running);
    }

    private static Settings choose(
            Installation installation, Settings present, PortChoice choice, boolean running)
            throws IOException, RefusedException {
        var isNew = !installation.exists();
        var kind = present.kind;
        for (var use : choice.single().keySet()) {
            if (!kind.uses().contains(use)) {
                throw new RefusedException(
                        "An installation that is %s has no %s port. Nothing was started. Leave %s out."
                                .formatted(kind.key(), use.key(), use.option()));
            }
        }
        Settings wanted;
        try {
            wanted =
                    new Settings(
                            kind, choice.over(present.ports).only(kind.uses()), present.responders);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(e.getMessage() + ". Nothing was started.", e);
        }
        if (isNew || !wanted.equals(present)) {
            refuseImpossible(installation, present.ports, wanted.ports, running && !isNew);
            wanted.write(installation.settings());
        }
        return wanted;
    }

    private static void refuseImpossible(
            Installation installation, Ports present, Ports wanted, boolean running)
            throws RefusedException {
        for (var use : wanted.numbers().keySet()) {
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

    private void write(Path file) throws IOException {
        var text =
                new StringBuilder(
                        switch (kind) {
                            case ONLINE ->
                                    """
                                    # This installation of Lineage: the ports on 127.0.0.1, chosen at its first `lineage up`.
                                    # Certificates name the ocsp and crl ports: do not change those once the PKI is created.
                                    """;
                            case OFFLINE ->
                                    """
                                    # This installation of Lineage: offline, and its ports on 127.0.0.1, chosen at its first `lineage up`.
                                    """;
                        });
        text.append("kind: %s%nports:%n".formatted(kind.key()));
        for (var use : PortUse.values()) {
            if (kind.uses().contains(use)) {
                text.append("  %s: %d%n".formatted(use.key(), ports.of(use)));
            }
        }
        text.append(FurtherResponder.format(responders));
        PrivateFiles.write(file, text.toString());
    }

    /** Installations made before the programs had metrics have no ports for them. */
    private static void missing(
            PortUse use, EnumMap<PortUse, Integer> numbers, List<FurtherResponder> responders) {
        var before = numbers.get(PortUse.POSTGRES);
        if (before != null && (use == PortUse.METRICS || use == PortUse.PUBLISHER)) {
            var taken = new HashSet<>(numbers.values());
            responders.forEach(responder -> taken.addAll(responder.ports().keySet()));
            var number = before + 1;
            while (taken.contains(number)) {
                number++;
            }
            numbers.put(use, number);
        }
        // Of any other, Ports says that it is missing.
    }

    private static Settings parse(String text) {
        Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        if (!(document instanceof Map<?, ?> settings)
                || !(settings.get("ports") instanceof Map<?, ?> entries)) {
            throw new IllegalArgumentException("it has no section ports");
        }
        // Installations made before there were two kinds do not say theirs.
        var said = settings.get("kind");
        var kind =
                said == null
                        ? Kind.ONLINE
                        : Kind.parse(said.toString())
                                .orElseThrow(() ->
                                        new IllegalArgumentException(
                                                "kind is neither online nor offline"));
        var numbers = new EnumMap<PortUse, Integer>(PortUse.class);
        var responders = FurtherResponder.parse(settings.get("responders"));
        for (var use : EnumSet.copyOf(kind.uses())) {
            switch (entries.get(use.key())) {
                case Integer number -> numbers.put(use, number);
                case null -> missing(use, numbers, responders);
                default ->
                        throw new IllegalArgumentException(
                                "ports.%s is not a whole number".formatted(use.key()));
            }
        }
        return new Settings(kind, new Ports(numbers).only(kind.uses()), responders);
    }
}
