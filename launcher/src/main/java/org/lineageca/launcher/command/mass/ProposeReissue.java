package org.lineageca.launcher.command.mass;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.command.Moment;
import org.lineageca.launcher.command.ca.OfficerOption;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.MassReissues;
import org.lineageca.launcher.service.MassRevocations;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Proposes to make many anew. */
@Command(
        name = "propose",
        mixinStandardHelpOptions = true,
        description = {
            "Proposes to make the certificates of a list anew, with the same keys and names, where their profiles allow it,",
            "and shows what would come of it. Another officer approves; nothing is revoked."
        })
final class ProposeReissue implements Callable<Integer> {

    private final Lineage lineage;

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--list",
            paramLabel = "ID",
            description = "The number of a list that is there.")
    private long id;

    @Option(
            names = "--where",
            paramLabel = "FIELD=VALUE",
            description =
                    "Of all certificates of which this holds, in place of a list; the fields are those of `lineage revoke`.")
    private Map<String, String> where = new LinkedHashMap<>();

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why, in one line: for those who approve and for the audit trail.")
    private String reason = "";

    @Option(
            names = "--deadline",
            paramLabel = "ISO",
            description =
                    "Until when the old ones should be out of use: 2026-12-01 or 2026-12-01T08:30:00Z.")
    private @Nullable String deadline;

    @Mixin private OfficerOption officer = new OfficerOption();

    ProposeReissue(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        if ((id == 0) == where.isEmpty()) {
            throw wrongUsage(
                    "Give the number of a list, --list ID, or what holds of many, --where FIELD=VALUE. Nothing was proposed.");
        }
        var until = Moment.given(deadline, "Nothing was proposed.", this::wrongUsage);
        var out = lineage.surroundings().out();
        try (var core = officer.core(lineage.installation(), OfficerOption.FIRST)) {
            var list =
                    where.isEmpty()
                            ? id
                            : SelectedList.fill(new MassRevocations(core), where, out)
                                    .path("batch")
                                    .asLong();
            var reissues = new MassReissues(core);
            for (var sentence : reissues.outlook(list).path("sentences")) {
                out.println("  " + sentence.asText());
            }
            var act = reissues.propose(list, reason, until);
            out.printf(
                    "Act %d is proposed: the re-issue of list %d. Another officer reads it with%n  %s%nand approves exactly this plan with%n  %s%n",
                    act.path("act").asLong(),
                    list,
                    lineage.typed("ca act " + act.path("act").asLong()),
                    lineage.typed(
                            "ca approve %d --sha256 %s"
                                    .formatted(
                                            act.path("act").asLong(),
                                            act.path("sha256").asText())));
        }
        return ExitStatus.DONE;
    }

    private ParameterException wrongUsage(String message) {
        if (spec == null) {
            throw new IllegalStateException("the command was not set up by picocli");
        }
        return new ParameterException(spec.commandLine(), message);
    }
}
