package org.lineageca.launcher.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.lineageca.launcher.installation.FurtherResponder;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.PortUse;
import org.lineageca.launcher.installation.Ports;
import org.lineageca.launcher.installation.PrivateFiles;
import org.lineageca.migrations.PostgresCluster;

/** The files {@code etc/<program>.yml}, written anew at each start. */
record ConfigurationFiles(
        Installation installation, Ports ports, List<FurtherResponder> responders) {

    static final String CONSOLE_HEALTH_SOCKET = "run/console-health.sock";

    /** Of the one-shot program that recovers people. */
    static final String RECOVERY = "recovery";

    /** What the console's orders to the publisher are sealed with; no other program reads it. */
    static final String ORDER_KEY = "publisher-orders";

    private static final String ORDER_KEY_FILE = "etc/secrets/" + ORDER_KEY;

    /** Where else CRLs are published. */
    private static final String TARGETS = "targets.yml";

    private static final String HEAD =
            "# Written by `lineage up`; changes are lost at its next run.\n";

    private static final String HEAD_OF_CEREMONY =
            "# Written by `lineage ca ceremony` and removed at its end.\n";

    private static final String HEAD_OF_RECOVERY =
            "# Written by `lineage person recover` and removed at its end.\n";

    /** Of an installation with one responder. */
    ConfigurationFiles(Installation installation, Ports ports) {
        this(installation, ports, List.of());
    }

    void write() throws IOException {
        PrivateFiles.folder(installation.data().resolve("etc"));
        for (var file : texts().entrySet()) {
            PrivateFiles.write(installation.configuration(file.getKey()), file.getValue());
        }
    }

    /** The text for each program. */
    Map<String, String> texts() {
        var texts = new LinkedHashMap<String, String>();
        texts.put("ocsp-responder", responder());
        texts.put("crl-publisher", publisher());
        texts.put("ca-core", core());
        texts.put("admin-ui", console());
        if (!installation.pkiCreated()) {
            texts.put("create-pki", createPki());
        }
        return texts;
    }

    /** The ceremony's, there only while it lasts: nothing online names the root's signer. */
    void writeCeremony() throws IOException {
        PrivateFiles.folder(installation.data().resolve("etc"));
        PrivateFiles.write(
                installation.configuration("ceremony"),
                HEAD_OF_CEREMONY
                        + "lineage:\n"
                        + database("core")
                        + signers(List.of("issuing", "root"))
                        + common());
    }

    /** The same where people are recovered: it needs the database, and no token. */
    void writeRecovery() throws IOException {
        PrivateFiles.folder(installation.data().resolve("etc"));
        PrivateFiles.write(
                installation.configuration(RECOVERY),
                HEAD_OF_RECOVERY
                        + "lineage:\n"
                        + database("core")
                        + "  credentials: credentials\n");
    }

    private String responder() {
        return HEAD
                + "lineage:\n"
                + database("responder")
                + "  signer: {socket: run/responder.sock, token: responder}\n"
                + http(PortUse.OCSP)
                + "  metrics: {host: 127.0.0.1, port: %d}\n".formatted(ports.of(PortUse.METRICS));
    }

    private String publisher() {
        return HEAD
                + "lineage:\n"
                + database("publisher")
                + "  folder: published\n"
                + http(PortUse.CRL)
                + "  metrics: {host: 127.0.0.1, port: %d, order-key-file: %s}\n"
                        .formatted(ports.of(PortUse.PUBLISHER), ORDER_KEY_FILE)
                + targets();
    }

    /** The operator's own file, which nobody else writes. */
    private String targets() {
        return Files.exists(installation.data().resolve(TARGETS))
                ? "  targets-file: %s\n".formatted(TARGETS)
                : "";
    }

    private String core() {
        return HEAD
                + "lineage:\n"
                + database("core")
                + signers(List.of("issuing"))
                + http(PortUse.CORE)
                + tls("core-tls")
                + common();
    }

    private String console() {
        return HEAD
                + "lineage:\n"
                + database("console")
                + signers(List.of("issuing"))
                + http(PortUse.CONSOLE)
                + tls("console-tls")
                + "  health-socket: %s\n".formatted(CONSOLE_HEALTH_SOCKET)
                + "  responders:\n"
                + metrics("ocsp-responder", ports.address(PortUse.METRICS))
                + responders.stream()
                        .map(one -> metrics(one.program(), one.metricsAddress()))
                        .collect(Collectors.joining())
                + "  publishers:\n"
                + "    - {name: crl-publisher, operator-url: 'http://%s', order-key-file: %s}\n"
                        .formatted(ports.address(PortUse.PUBLISHER), ORDER_KEY_FILE)
                + common();
    }

    private static String metrics(String program, String address) {
        return "    - {name: %s, metrics-url: 'http://%s'}\n".formatted(program, address);
    }

    private String createPki() {
        return HEAD
                + "lineage:\n"
                + database("core")
                + signers(List.of("issuing", "responder", "root"))
                + common()
                + "  console-url: https://%s\n".formatted(ports.address(PortUse.CONSOLE))
                + "  core-url: https://%s\n".formatted(ports.address(PortUse.CORE));
    }

    private String database(String role) {
        return "  database: {url: 'jdbc:postgresql://%s/%s', user: %s, password-file: etc/secrets/%s}\n"
                .formatted(ports.address(PortUse.POSTGRES), PostgresCluster.DATABASE, role, role);
    }

    private static String signers(List<String> tokens) {
        var text = new StringBuilder("  signers:\n");
        for (var token : tokens) {
            text.append("    %1$s: {socket: run/%1$s.sock, token: %1$s}\n".formatted(token));
        }
        return text.toString();
    }

    private String http(PortUse use) {
        return "  http: {host: 127.0.0.1, port: %d}\n".formatted(ports.of(use));
    }

    private static String tls(String credential) {
        return "  tls: {certificate: credentials/%1$s/certificate.pem, key: credentials/%1$s/key.pem}\n"
                .formatted(credential);
    }

    private String common() {
        return """
          pki: pki.yml
          credentials: credentials
          crl-url: http://%s
          ocsp-url: http://%s
        """
                .formatted(ports.address(PortUse.CRL), ports.address(PortUse.OCSP));
    }
}
