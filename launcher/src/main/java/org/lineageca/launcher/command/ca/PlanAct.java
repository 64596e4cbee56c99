package org.lineageca.launcher.command.ca;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.Acts;
import org.lineageca.launcher.service.CoreClient;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Shows what an act would bring about; proposes it where that is asked for. */
final class PlanAct implements Callable<Integer> {

    private static final String PROPOSE = "--propose";

    private final Lineage lineage;
    private final ActKind kind;
    private final OfficerOption officer = new OfficerOption();
    private final CommandSpec spec;

    private PlanAct(Lineage lineage, ActKind kind) {
        this.lineage = lineage;
        this.kind = kind;
        this.spec = CommandSpec.wrapWithoutInspection(this);
    }

    /** The command for one kind of act. */
    static CommandLine command(Lineage lineage, ActKind kind) {
        return new CommandLine(new PlanAct(lineage, kind).described());
    }

    private CommandSpec described() {
        spec.name(kind.typed()).mixinStandardHelpOptions(true);
        spec.usageMessage()
                .description(
                        kind.description(),
                        "Shows what it would bring about, and does nothing more without "
                                + PROPOSE
                                + ".");
        if (kind.isOfGeneration()) {
            spec.addPositional(
                    PositionalParamSpec.builder()
                            .index("0")
                            .paramLabel("GENERATION")
                            .type(String.class)
                            .required(true)
                            .description(
                                    kind == ActKind.CUT_OVER
                                            ? "The label of a staged generation, or a lineage's role: its next staged one."
                                            : "The label of a generation, or a lineage's role: its enabled one.")
                            .build());
        }
        kind.options().forEach(option -> spec.addOption(option.spec()));
        spec.addOption(
                OptionSpec.builder(PROPOSE)
                        .type(boolean.class)
                        .arity("0")
                        .description("Propose it; another officer has to approve.")
                        .build());
        spec.addMixin("officer", CommandSpec.forAnnotatedObject(officer));
        return spec;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        var request = request();
        var proposed = spec.commandLine().getParseResult().hasMatchedOption(PROPOSE);
        try (var core = officer.core(lineage.installation(), OfficerOption.FIRST)) {
            if (kind.isOfGeneration()) {
                request.put("generation", generation(core));
            }
            var acts = new Acts(core);
            var answer = new ActText(proposed ? acts.propose(request) : acts.preview(request));
            answer.printPlanned(lineage);
            if (!proposed) {
                lineage.surroundings()
                        .out()
                        .printf(
                                Locale.ROOT,
                                "Nothing was proposed. With %s this plan is proposed for another officer's approval.%n",
                                PROPOSE);
            }
        }
        return ExitStatus.DONE;
    }

    private ObjectNode request() throws RefusedException {
        var parsed = spec.commandLine().getParseResult();
        var request = Acts.ofKind(kind.wire());
        for (var option : kind.options()) {
            if (parsed.hasMatchedOption(option.typed())) {
                Object value = parsed.matchedOption(option.typed()).getValue();
                option.put(value, request);
            }
        }
        return request;
    }

    private String generation(CoreClient core)
            throws RefusedException, ServiceUnreachableException, InterruptedException {
        String typed = spec.commandLine().getParseResult().matchedPositional(0).getValue();
        return kind == ActKind.CUT_OVER
                ? nextStaged(core.generations(), typed).orElse(typed)
                : typed;
    }

    /** Spares are staged in the order they are to be used. */
    private static Optional<String> nextStaged(JsonNode generations, String role) {
        var staged = new ArrayList<String>();
        for (var generation : generations) {
            if (generation.path("lineage").asText().equals(role)
                    && generation.path("state").asText().equals("Staged")) {
                staged.add(generation.path("label").asText());
            }
        }
        return staged.stream().findFirst();
    }
}
