package org.lineageca.launcher.command.ca;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.Acts;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes what a CA elsewhere signed. */
@Command(
        name = "accept",
        mixinStandardHelpOptions = true,
        description = {
            "Hands in a certificate that a CA elsewhere signed for a generation's key.",
            "It is taken only if it is what the request asked for and chains to a trust anchor on record;",
            "otherwise the reason is given and nothing changes."
        })
final class AcceptCertificate implements Callable<Integer> {

    private static final int LONGEST = 128 * 1024;

    private final Lineage lineage;

    @Parameters(
            index = "0",
            paramLabel = "GENERATION",
            description = "Its label, or a lineage's role.")
    private String generation = "";

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description = "PEM: the certificate first, then the chain above it.")
    private Path file = Path.of("");

    @Mixin private OfficerOption officer = new OfficerOption();

    AcceptCertificate(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new RefusedException(
                    "There is no readable file %s. Nothing was handed in.".formatted(file));
        }
        if (Files.size(file) > LONGEST) {
            throw new RefusedException(
                    "%s is longer than 128 KiB: not a chain of certificates. Nothing was handed in."
                            .formatted(file));
        }
        try (var core = officer.core(lineage.installation(), OfficerOption.FIRST)) {
            var accepted = new Acts(core).accept(generation, Files.readAllBytes(file));
            lineage.surroundings()
                    .out()
                    .printf(
                            "The certificate of %s is accepted: %s.%n",
                            generation, meaning(accepted));
        }
        return ExitStatus.DONE;
    }

    private static String meaning(String accepted) {
        return switch (accepted) {
            case "first" -> "its first, so the generation is staged";
            case "renewal" -> "it replaces the present one by the same CA";
            case "cross" -> "it stands beside those by other CAs";
            default -> accepted;
        };
    }
}
