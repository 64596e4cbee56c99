package org.lineageca.launcher.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.CoreClient;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Has CRLs issued before they are due. */
@Command(
        name = "issue",
        mixinStandardHelpOptions = true,
        description = "Issues CRLs at once: of every generation that is online, or of one.")
public final class IssueCrl implements Callable<Integer> {

    private final Lineage lineage;

    @Option(
            names = "--generation",
            paramLabel = "LABEL",
            description = "The 16 hexadecimal digits that name a generation.")
    private @Nullable String generation;

    public IssueCrl(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        try (var core = CoreClient.of(lineage.installation())) {
            for (var crl : core.issueCrls(generation)) {
                lineage.surroundings()
                        .out()
                        .printf(
                                "CRL %s of generation %s (%s): %d entries, next by %s, %s%n",
                                crl.path("number").asText(),
                                crl.path("generation").asText(),
                                crl.path("scope").asText(),
                                crl.path("entries").asLong(),
                                crl.path("nextUpdate").asText(),
                                crl.path("url").asText());
            }
        }
        return ExitStatus.DONE;
    }
}
