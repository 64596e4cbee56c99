package org.lineageca.launcher.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lineageca.hsm.softhsm.SoftHsmToken;
import org.lineageca.launcher.health.DatabaseProbe;
import org.lineageca.launcher.health.HealthProbe;
import org.lineageca.launcher.health.HttpProbe;
import org.lineageca.launcher.health.SharedSignerProbe;
import org.lineageca.launcher.health.SignerProbe;
import org.lineageca.launcher.health.UnixHttpProbe;
import org.lineageca.launcher.installation.FurtherResponder;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.PortUse;
import org.lineageca.launcher.installation.Ports;
import org.lineageca.launcher.installation.SharedTokenPlace;
import org.lineageca.launcher.installation.TokenLibrary;
import org.lineageca.launcher.installation.TokenPlace;
import org.lineageca.launcher.service.MachineCredential;
import org.lineageca.migrations.PostgresCluster;

/**
 * The programs of an installation: what each is started with and how it is asked for its health.
 */
record Programs(Installation installation, Ports ports) {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** A signer's exit status; to try again would make a token lock itself. */
    private static final int WRONG_PIN = 4;

    /** A signer's exit status after its token was locked again, as asked. */
    private static final int DEACTIVATED = 6;

    /**
     * For what waits for others most of its time, or ends soon: a start takes half the processor
     * time without the compiler that pays off later.
     */
    private static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";

    private static final String SERIAL_COLLECTOR = "-XX:+UseSerialGC";

    /**
     * Nearly all of what the core makes is of no use when a request is answered: the default
     * collector would mark what is left all the time.
     */
    private static final String THROUGHPUT_COLLECTOR = "-XX:+UseParallelGC";

    /** The operator's own file, which nobody else writes. */
    private static final String CONSOLE_SETTINGS = "console.yml";

    private static final String SIGNER_MODULE = "hsm";
    private static final String SIGNER = "org.lineageca.hsm.signer.SignerMain";
    private static final List<String> SIGNER_OPTIONS =
            List.of("-Xmx128m", SERIAL_COLLECTOR, QUICK_COMPILER);

    /**
     * Few objects live long but the answers in its cache, and those for hours: a small part of the
     * heap for what is new, and the collector that takes the least beside them. Netty's look-out
     * for buffers that are never given back is for its developers, and for our tests.
     */
    private static final List<String> RESPONDER_OPTIONS =
            List.of(
                    "-Xmx320m",
                    "-Xmn48m",
                    SERIAL_COLLECTOR,
                    "-Dio.netty.leakDetection.level=disabled");

    /**
     * CRLs lie beside the heap. To replace one takes five times its size for a while, and the
     * largest that may be published has half a gigabyte (the publisher's largest-bytes).
     */
    private static final List<String> PUBLISHER_OPTIONS =
            List.of("-Xmx256m", "-XX:MaxDirectMemorySize=3g");

    Program database(PostgresCluster cluster, Path ownerPassword) {
        return new Program(
                "postgres",
                ports.address(PortUse.POSTGRES),
                cluster::start,
                new DatabaseProbe(
                        cluster.jdbcUrl("postgres"), PostgresCluster.OWNER, ownerPassword),
                Backoff.OTHERS,
                PATIENCE,
                Program.StopSignal.INT,
                Set.of(),
                Set.of());
    }

    /** The database server of a responder that reads a copy. */
    Program copy(FurtherResponder responder, PostgresCluster cluster, Path ownerPassword) {
        return new Program(
                responder.databaseProgram(),
                "127.0.0.1:" + cluster.port(),
                cluster::start,
                new DatabaseProbe(
                        cluster.jdbcUrl("postgres"), PostgresCluster.OWNER, ownerPassword),
                Backoff.OTHERS,
                PATIENCE,
                Program.StopSignal.INT,
                Set.of(),
                Set.of());
    }

    Program signer(TokenPlace token) {
        // Its library is looked up at each start: whoever corrects the file need not start all
        // anew.
        return signer(token, log -> signerLaunch(token).start(log), token.socket());
    }

    /**
     * The same for a starter that works elsewhere than in the installation's folder.
     *
     * @param socket how that starter reaches it
     */
    Program signer(TokenPlace token, Program.Launch launch, Path socket) {
        return new Program(
                "signer-" + token.label(),
                token.socket().toString(),
                launch,
                new SignerProbe(token.label(), socket),
                Backoff.SIGNER,
                PATIENCE,
                Program.StopSignal.TERM,
                Set.of(WRONG_PIN),
                Set.of());
    }

    /** A signer that starts without a PIN and waits for its custodians' shares. */
    Program sharedSigner(SharedTokenPlace token) {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "--library",
                                SoftHsmToken.findLibrary().toString(),
                                "--token",
                                token.label(),
                                "--socket",
                                token.socket().toString(),
                                "--shared",
                                "--journal",
                                token.journal().toString()));
        if (token.isThrowAway()) {
            arguments.add("--throw-away");
        }
        var launch =
                new JavaLaunch(
                        installation,
                        SIGNER_MODULE,
                        SIGNER,
                        SIGNER_OPTIONS,
                        arguments,
                        Map.of(
                                SoftHsmToken.CONFIGURATION_VARIABLE,
                                token.configurationFile().toString()),
                        null);
        return new Program(
                "signer-" + token.label(),
                token.socket().toString(),
                launch,
                new SharedSignerProbe(token.label(), token.socket()),
                Backoff.SIGNER,
                PATIENCE,
                Program.StopSignal.TERM,
                Set.of(),
                Set.of(DEACTIVATED));
    }

    JavaLaunch signerLaunch(TokenPlace token) throws IOException {
        var reached = TokenLibrary.of(installation, token.label());
        var arguments =
                List.of(
                        "--library", reached.library().toString(),
                        "--slot-list-index", Integer.toString(reached.slotListIndex()),
                        "--workers", Integer.toString(reached.workers()),
                        "--token", token.label(),
                        "--socket", token.socket().toString(),
                        "--pin-fd", "0");
        var environment = new HashMap<>(reached.environment());
        environment.put(SoftHsmToken.CONFIGURATION_VARIABLE, token.configurationFile().toString());
        return new JavaLaunch(
                installation,
                SIGNER_MODULE,
                SIGNER,
                SIGNER_OPTIONS,
                arguments,
                environment,
                token.pinFile());
    }

    Program publisher() {
        var url = "http://" + ports.address(PortUse.CRL);
        return service(
                "crl-publisher",
                url,
                plain(
                        "crl-publisher",
                        "org.lineageca.publisher.config.Application",
                        PUBLISHER_OPTIONS),
                HttpProbe.http(url + "/health"));
    }

    Program responder() {
        var url = "http://" + ports.address(PortUse.OCSP);
        return service(
                "ocsp-responder",
                url,
                plain("ocsp-responder", "org.lineageca.ocsp.config.Application", RESPONDER_OPTIONS),
                HttpProbe.http(url + "/health"));
    }

    Program responder(FurtherResponder responder) {
        var url = "http://" + responder.address();
        var options = new ArrayList<>(RESPONDER_OPTIONS);
        options.add("-Dlineage.config=etc/%s.yml".formatted(responder.program()));
        return service(
                responder.program(),
                url,
                java("ocsp-responder", "org.lineageca.ocsp.config.Application", options),
                HttpProbe.http(url + "/health"));
    }

    Program core() {
        var url = "https://" + ports.address(PortUse.CORE);
        return service(
                "ca-core",
                url,
                micronaut("ca-core", "ca-core", "org.lineageca.ca.config.Application"),
                HttpProbe.https(
                        url + "/health", () -> MachineCredential.read(installation).sslContext()));
    }

    Program console() {
        return service(
                "admin-ui",
                "https://" + ports.address(PortUse.CONSOLE),
                micronaut("admin-ui", "admin-ui", "org.lineageca.console.config.Application"),
                new UnixHttpProbe(Path.of(ConfigurationFiles.CONSOLE_HEALTH_SOCKET)));
    }

    /** The one-shot program that makes the PKI. */
    JavaLaunch createPki() {
        return micronaut("create-pki", "ca-core", "org.lineageca.ca.config.CreatePki");
    }

    /** The one-shot program that makes the first people of an offline installation. */
    JavaLaunch createVault() {
        return oneShot(
                "org.lineageca.ca.config.CreateVault", OfflineConfigurationFiles.PEOPLE, List.of());
    }

    /** The one-shot program that adds, lists and removes people of an offline installation. */
    JavaLaunch people(List<String> arguments) {
        return oneShot(
                "org.lineageca.ca.config.People", OfflineConfigurationFiles.PEOPLE, arguments);
    }

    /** The one-shot program by which people come in again; it needs no token. */
    JavaLaunch recovery(List<String> arguments) {
        return oneShot(
                "org.lineageca.ca.config.HoldRecovery", ConfigurationFiles.RECOVERY, arguments);
    }

    /**
     * The one-shot program of a ceremony.
     *
     * @param arguments none to hold it
     */
    JavaLaunch ceremony(String... arguments) {
        return oneShot("org.lineageca.ca.config.HoldCeremony", "ceremony", List.of(arguments));
    }

    private JavaLaunch oneShot(String mainClass, String configuration, List<String> arguments) {
        return new JavaLaunch(
                installation,
                "ca-core",
                mainClass,
                List.of(
                        "-Dmicronaut.config.files=etc/%s.yml".formatted(configuration),
                        "-Xmx512m",
                        SERIAL_COLLECTOR,
                        QUICK_COMPILER),
                arguments,
                Map.of(),
                null);
    }

    private static Program service(
            String name, String address, JavaLaunch launch, HealthProbe probe) {
        return new Program(
                name,
                address,
                launch,
                probe,
                Backoff.OTHERS,
                PATIENCE,
                Program.StopSignal.TERM,
                Set.of(),
                Set.of());
    }

    private JavaLaunch plain(String program, String mainClass, List<String> memory) {
        var options = new ArrayList<>(memory);
        options.add("-Dlineage.config=etc/%s.yml".formatted(program));
        return java(program, mainClass, options);
    }

    private JavaLaunch micronaut(String program, String module, String mainClass) {
        var options = new ArrayList<>(List.of(configuration(program)));
        options.add("-Xmx512m");
        switch (program) {
            case "create-pki" -> options.addAll(List.of(SERIAL_COLLECTOR, QUICK_COMPILER));
            case "admin-ui" -> options.add(QUICK_COMPILER);
            case "ca-core" -> options.add(THROUGHPUT_COLLECTOR);
            default -> {}
        }
        return java(module, mainClass, options);
    }

    /** What is written anew at each start, and for the console what the operator adds to it. */
    private String configuration(String program) {
        var written = "-Dmicronaut.config.files=etc/%s.yml".formatted(program);
        return program.equals("admin-ui")
                        && Files.exists(installation.data().resolve(CONSOLE_SETTINGS))
                ? written + "," + CONSOLE_SETTINGS
                : written;
    }

    private JavaLaunch java(String module, String mainClass, List<String> options) {
        return new JavaLaunch(installation, module, mainClass, options, List.of(), Map.of(), null);
    }
}
