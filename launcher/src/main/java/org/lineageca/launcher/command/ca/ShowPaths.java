package org.lineageca.launcher.command.ca;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.CoreClient;
import org.lineageca.launcher.service.Pem;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows every certification path of a certificate. */
@Command(
        name = "path",
        mixinStandardHelpOptions = true,
        description = {
            "Shows every path from a certificate to trust anchors: those that hold, and",
            "those that do not, with the first reason. Exit status 0 if at least one holds."
        })
final class ShowPaths implements Callable<Integer> {

    private final Lineage lineage;

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--anchors",
            paramLabel = "FILE",
            description = {
                "Trust these certificates (default: this installation's roots and",
                "the foreign anchors it trusts)."
            })
    private @Nullable Path anchors;

    @Option(
            names = "--extra",
            paramLabel = "FILE",
            description = "Further CA certificates that paths may go over.")
    private @Nullable Path extra;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description =
                    "When the paths must hold: 2026-11-01 or 2026-11-01T08:30:00Z (default: now).")
    private @Nullable String at;

    @Option(names = "--json", description = "Print the service's answer as JSON.")
    private boolean json;

    @Parameters(
            paramLabel = "FILE",
            description = {
                "The certificate, PEM or DER; of several in PEM the first, and the others",
                "are further ones that paths may go over."
            })
    private Path file = Path.of("");

    ShowPaths(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        var question =
                new CoreClient.PathQuestion(
                        pem(file),
                        anchors == null ? null : pem(anchors),
                        extra == null ? null : pem(extra),
                        instant());
        try (var core = CoreClient.of(lineage.installation())) {
            var answer = core.paths(question);
            var out = lineage.surroundings().out();
            if (json) {
                out.println(answer.toPrettyString());
            } else {
                new PathTree(out).print(answer);
            }
            return answer.path("valid").asLong() > 0 ? ExitStatus.DONE : ExitStatus.REFUSED;
        }
    }

    private static String pem(Path file) throws RefusedException {
        try {
            var text = new StringBuilder();
            for (var certificate : Pem.certificates(file)) {
                text.append(Pem.certificate(certificate));
            }
            return text.toString();
        } catch (IOException e) {
            throw new RefusedException(
                    "There is no readable file %s. Nothing was looked for.".formatted(file), e);
        } catch (CertificateException e) {
            throw new RefusedException(
                    "%s holds no certificate in PEM or DER. Nothing was looked for."
                            .formatted(file),
                    e);
        }
    }

    private @Nullable Instant instant() {
        var text = at;
        if (text == null) {
            return null;
        }
        try {
            return text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            if (spec == null) {
                throw new IllegalStateException("the command was not set up by picocli", e);
            }
            throw new ParameterException(
                    spec.commandLine(),
                    "'%s' is no time. Write 2026-11-01 or 2026-11-01T08:30:00Z. Nothing was looked for."
                            .formatted(text),
                    e);
        }
    }
}
