package org.lineageca.launcher.command.audit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.command.CoreProgram;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.installation.Kind;
import org.lineageca.launcher.installation.PortUse;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.installation.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Checks the whole audit log. */
@Command(
        name = "verify-audit",
        mixinStandardHelpOptions = true,
        description = {
            "Reads the whole audit log and checks it, with the public key that signs it and a checkpoint from earlier:",
            "what was changed, removed, put in or moved since then is found, by whomever it was done.",
            "Exit status 0 if it is in order, 1 if it is not, 2 if it cannot be read."
        })
public final class VerifyAudit implements Callable<Integer> {

    private final Lineage lineage;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "The verifier key, taken away when nobody could have changed it.")
    private Path key = Path.of("");

    @Option(
            names = "--checkpoint",
            required = true,
            paramLabel = "FILE",
            description = "A checkpoint that was put aside earlier.")
    private Path checkpoint = Path.of("");

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "Where the log is (default: https://…/audit of this installation's core).")
    private @Nullable URI url;

    @Option(
            names = "--credential",
            paramLabel = "FOLDER",
            description =
                    "certificate.pem and key.pem of who asks (default: this installation's machine).")
    private @Nullable Path credential;

    @Option(
            names = "--root",
            paramLabel = "FILE",
            description =
                    "The root that the service's certificate leads to, PEM (default: this installation's).")
    private @Nullable Path root;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    public VerifyAudit(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        var installation = lineage.installation();
        var arguments = new ArrayList<String>();
        arguments.addAll(List.of("--key", key.toAbsolutePath().toString()));
        arguments.addAll(List.of("--checkpoint", checkpoint.toAbsolutePath().toString()));
        arguments.addAll(List.of("--url", url == null ? ownLog() : url.toString()));
        var folder = credential == null ? installation.credential("machine") : credential;
        arguments.addAll(List.of("--credential", folder.toAbsolutePath().toString()));
        var trusted = root == null ? installation.rootCertificate() : root;
        arguments.addAll(List.of("--root", trusted.toAbsolutePath().toString()));
        if (json) {
            arguments.add("--json");
        }
        return new CoreProgram(lineage.surroundings().home(), "org.lineageca.ca.config.VerifyAudit")
                .run(
                        arguments,
                        new byte[0],
                        lineage.surroundings().out(),
                        lineage.surroundings().err());
    }

    private String ownLog() throws IOException, RefusedException {
        return "https://%s/audit"
                .formatted(
                        Settings.read(lineage.installation(), Kind.ONLINE, "Nothing was checked.")
                                .ports()
                                .address(PortUse.CORE));
    }
}
