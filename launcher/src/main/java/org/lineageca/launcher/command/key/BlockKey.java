package org.lineageca.launcher.command.key;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.command.SameKey;
import org.lineageca.launcher.command.ca.OfficerOption;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Blocks a public key. */
@Command(
        name = "block",
        mixinStandardHelpOptions = true,
        description = {
            "Blocks a public key for good: no certificate is issued over it any more.",
            "Certificates that have it stay as they are; they are listed, to be revoked."
        })
final class BlockKey implements Callable<Integer> {

    /** By which of two ways the key is named. */
    private static final class Which {

        @Option(
                names = "--file",
                paramLabel = "FILE",
                description = "The key in PEM, or a certificate or request over it.")
        private @Nullable Path file;

        @Option(
                names = "--spki",
                paramLabel = "SHA256",
                description = "The SHA-256 of its SubjectPublicKeyInfo, 64 hexadecimal digits.")
        private @Nullable String sha256;
    }

    private final Lineage lineage;

    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    @Option(
            names = "--why",
            required = true,
            paramLabel = "TEXT",
            description = "Why, for those who are refused and for the audit trail: one line.")
    private String why = "";

    @Mixin private OfficerOption officer = new OfficerOption();

    BlockKey(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        var body = JsonNodeFactory.instance.objectNode().put("why", why);
        if (which.file != null) {
            body.put("key", KeyText.read(which.file, "Nothing was blocked."));
        } else {
            body.put("spkiSha256", which.sha256);
        }
        try (var core = officer.core(lineage.installation(), OfficerOption.FIRST)) {
            var answer = core.post("/blocked-keys", body);
            var out = lineage.surroundings().out();
            out.printf(
                    answer.path("blocked").asBoolean()
                            ? "key %s is blocked%n"
                            : "key %s was blocked before. Nothing was changed.%n",
                    answer.path("spkiSha256").asText());
            SameKey.print(out, "certificates have it", answer.path("certificates"));
        }
        return ExitStatus.DONE;
    }
}
