package org.lineageca.launcher.command.profile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.command.ca.ActText;
import org.lineageca.launcher.command.ca.OfficerOption;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.Acts;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proposes a version of a profile. */
@Command(
        name = "propose",
        mixinStandardHelpOptions = true,
        description = {
            "Proposes a document as the next version of a profile, or as the first of a new one.",
            "It is in force as soon as another officer has approved it."
        })
final class ProposeProfile implements Callable<Integer> {

    private static final int LARGEST = 1024 * 1024;

    private final Lineage lineage;

    @Option(names = "--preview", description = "Show what it would bring about; propose nothing.")
    private boolean preview;

    @Parameters(paramLabel = "FILE", description = "The document, YAML.")
    private Path file = Path.of("");

    @Mixin private OfficerOption officer = new OfficerOption();

    ProposeProfile(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        var request = Acts.ofKind("change-profile").put("document", document());
        try (var core = officer.core(lineage.installation(), OfficerOption.FIRST)) {
            var acts = new Acts(core);
            new ActText(preview ? acts.preview(request) : acts.propose(request))
                    .printPlanned(lineage);
        }
        return ExitStatus.DONE;
    }

    private String document() throws RefusedException {
        try {
            if (Files.size(file) > LARGEST) {
                throw new RefusedException(
                        "%s is too large for the document of a profile. Nothing was proposed."
                                .formatted(file));
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new RefusedException(
                    "There is no readable file %s in UTF-8. Nothing was proposed.".formatted(file),
                    e);
        }
    }
}
