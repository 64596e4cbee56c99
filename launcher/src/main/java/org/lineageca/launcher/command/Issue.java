package org.lineageca.launcher.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.command.batch.IssueMany;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.CoreClient;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has a certificate issued for a PKCS#10 request. */
@Command(
        name = "issue",
        mixinStandardHelpOptions = true,
        description = {
            "Issues a certificate for a PKCS#10 request (PEM or DER), or with --batch for many.",
            "Prints the chain as PEM on standard output, leaf first, without the root."
        })
public final class Issue implements Callable<Integer> {

    private static final int LONGEST = 1024 * 1024;

    private final Lineage lineage;

    @Option(
            names = "--profile",
            required = true,
            paramLabel = "PROFILE",
            description = "What the certificate is for, as pki.yml names it, e.g. tls-server.")
    private String profile = "";

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "Write the chain to this file instead of standard output; of a batch, chains and results to this folder.")
    private @Nullable Path target;

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    /** One request or many. */
    private static final class Source {

        @Option(
                names = "--batch",
                paramLabel = "FILE|FOLDER",
                description =
                        "Many requests: a file with one after the other (PEM), or a folder with a file for each.")
        private @Nullable Path batch;

        @Parameters(
                paramLabel = "REQUEST",
                description = "The file with the request; - reads standard input.")
        private String request = "";
    }

    public Issue(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        var batch = source.batch;
        if (batch != null) {
            try (var core = CoreClient.of(lineage.installation())) {
                return new IssueMany(lineage, core).issue(batch, profile, target);
            }
        }
        var request = request();
        refuseUnwritableTarget();
        String chain;
        try (var core = CoreClient.of(lineage.installation())) {
            chain = core.issue(request, profile);
        }
        if (target == null) {
            lineage.surroundings().out().print(chain);
        } else {
            Files.writeString(target, chain);
            lineage.surroundings().err().printf("The chain is in %s.%n", target);
        }
        return ExitStatus.DONE;
    }

    /** Before the certificate exists, for it is issued but once. */
    private void refuseUnwritableTarget() throws RefusedException {
        if (target == null) {
            return;
        }
        var folder = target.toAbsolutePath().getParent();
        if (Files.isDirectory(target)
                || folder == null
                || !Files.isWritable(Files.exists(target) ? target : folder)) {
            throw new RefusedException(
                    "%s cannot be written. Nothing was issued.".formatted(target));
        }
    }

    private byte[] request() throws IOException, RefusedException {
        if (source.request.equals("-")) {
            return limited(lineage.surroundings().in());
        }
        var file = Path.of(source.request);
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new RefusedException(
                    "There is no readable file %s. Nothing was issued.".formatted(source.request));
        }
        try (var stream = Files.newInputStream(file)) {
            return limited(stream);
        }
    }

    private byte[] limited(InputStream stream) throws IOException, RefusedException {
        var content = stream.readNBytes(LONGEST + 1);
        if (content.length > LONGEST) {
            throw new RefusedException(
                    "%s is longer than 1 MiB: not a PKCS#10 request. Nothing was issued."
                            .formatted(source.request));
        }
        if (content.length == 0) {
            throw new RefusedException(
                    "%s is empty: not a PKCS#10 request. Nothing was issued."
                            .formatted(source.request));
        }
        return content;
    }
}
