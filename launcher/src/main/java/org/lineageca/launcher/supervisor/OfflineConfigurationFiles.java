package org.lineageca.launcher.supervisor;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.PortUse;
import org.lineageca.launcher.installation.Ports;
import org.lineageca.launcher.installation.PrivateFiles;
import org.lineageca.launcher.installation.SharedTokenPlace;
import org.lineageca.migrations.PostgresCluster;

/** The files {@code etc/<program>.yml} of an offline installation, written anew at each start. */
record OfflineConfigurationFiles(Installation installation, Ports ports) {

    /** Of the one-shot programs that work on people: who there is, and their credentials. */
    static final String PEOPLE = "people";

    private static final String HEAD =
            """
            # Written by `lineage up`; changes are lost at its next run.
            lineage:
              installation: offline
            """;

    void write() throws IOException {
        PrivateFiles.folder(installation.data().resolve("etc"));
        for (var file : texts().entrySet()) {
            PrivateFiles.write(installation.configuration(file.getKey()), file.getValue());
        }
    }

    /** The text for each program. */
    Map<String, String> texts() {
        var texts = new LinkedHashMap<String, String>();
        texts.put("admin-ui", console());
        texts.put(PEOPLE, HEAD + database("core") + "  credentials: credentials\n");
        return texts;
    }

    private String console() {
        var text = new StringBuilder(HEAD).append(database("console")).append("  signers:\n");
        for (var token : SharedTokenPlace.of(installation)) {
            text.append(
                    "    %s: {socket: %s, token: %1$s, shared: true}\n"
                            .formatted(token.label(), token.socket()));
        }
        return text.append(
                        """
                          http: {host: 127.0.0.1, port: %d}
                          tls: {certificate: credentials/console-tls/certificate.pem, key: credentials/console-tls/key.pem}
                          credentials: credentials
                          health-socket: %s
                        """
                                .formatted(
                                        ports.of(PortUse.CONSOLE),
                                        ConfigurationFiles.CONSOLE_HEALTH_SOCKET))
                .toString();
    }

    private String database(String role) {
        return "  database: {url: 'jdbc:postgresql://%s/%s', user: %s, password-file: etc/secrets/%3$s}\n"
                .formatted(ports.address(PortUse.POSTGRES), PostgresCluster.DATABASE, role);
    }
}
