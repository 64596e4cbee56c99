package org.lineageca.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.CoreClient;
import org.lineageca.launcher.service.ServedCrls;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Has CRLs issued before they are due. */
@Command(
        name = "issue",
        mixinStandardHelpOptions = true,
        description = {
            "Issues CRLs at once, of every generation that is online or of one,",
            "and waits until they are served."
        })
public final class IssueCrl implements Callable<Integer> {

    /** Publishing takes a second or two; ten are promised. */
    private static final Duration PUBLISHING_LIMIT = Duration.ofSeconds(10);

    private final Lineage lineage;

    @Option(
            names = "--generation",
            paramLabel = "LABEL",
            description = "The 16 hexadecimal digits that name a generation.")
    private @Nullable String generation;

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            description =
                    "Of that generation: complete (the default), ca, shard-N, or one with -delta behind it.")
    private @Nullable String scope;

    public IssueCrl(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        if (scope != null && generation == null) {
            throw new RefusedException(
                    "A scope is one of a generation. No CRL was issued. Name it with --generation; `%s` lists them."
                            .formatted(lineage.typed("crl list")));
        }
        try (var core = CoreClient.of(lineage.installation());
                var served = new ServedCrls(PUBLISHING_LIMIT)) {
            for (var crl : core.issueCrls(generation, scope)) {
                print(crl);
                awaitServed(crl, served);
            }
        }
        return ExitStatus.DONE;
    }

    private void print(JsonNode crl) {
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

    /** So that a relying party asked next already sees it. */
    private void awaitServed(JsonNode crl, ServedCrls served) throws InterruptedException {
        var url = crl.path("url").asText();
        if (!served.await(URI.create(url), crl.path("number").asLong())) {
            lineage.surroundings()
                    .err()
                    .printf(
                            "It is signed and recorded, but not served at %s yet. See `%s`.%n",
                            url, lineage.typed("status"));
        }
    }
}
