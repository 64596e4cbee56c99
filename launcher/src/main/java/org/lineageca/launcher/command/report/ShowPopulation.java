package org.lineageca.launcher.command.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.command.ca.Answer;
import org.lineageca.launcher.command.ca.Columns;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.CoreClient;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows how many certificates there are. */
@Command(
        name = "population",
        mixinStandardHelpOptions = true,
        description = {
            "Shows how many certificates were issued, are unexpired, revoked and on hold,",
            "by CA, profile and key type, and how many expire in which month."
        })
final class ShowPopulation implements Callable<Integer> {

    /** How it is shown. */
    enum Format {
        table,
        csv,
        json
    }

    private static final String PATH = "/reports/population";
    private static final List<String> COUNTS =
            List.of("issued", "unexpired", "revoked", "onHold", "valid");
    private static final List<String> COUNTS_SHOWN =
            List.of("ISSUED", "UNEXPIRED", "REVOKED", "ON HOLD", "VALID");

    private final Lineage lineage;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format = Format.table;

    ShowPopulation(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        var out = lineage.surroundings().out();
        try (var core = CoreClient.of(lineage.installation())) {
            switch (format) {
                case csv -> out.print(core.text(PATH, "text/csv"));
                case json, table ->
                        Answer.print(
                                out, format == Format.json, core.get(PATH), ShowPopulation::print);
            }
        }
        return ExitStatus.DONE;
    }

    private static void print(PrintStream out, JsonNode report) {
        out.println("As of " + Answer.text(report, "asOf"));
        out.println();
        Columns.lines(kinds(report)).forEach(out::println);
        out.println();
        Columns.lines(months(report.path("total").path("expiring"))).forEach(out::println);
    }

    private static List<List<String>> kinds(JsonNode report) {
        var rows = new ArrayList<List<String>>();
        rows.add(row(List.of("LINEAGE", "CA", "GENERATION", "PROFILE", "KEY"), COUNTS_SHOWN));
        for (var kind : report.path("rows")) {
            rows.add(
                    row(
                            List.of(
                                    Answer.text(kind, "lineage"),
                                    Answer.text(kind, "authority"),
                                    Answer.text(kind, "generation"),
                                    Answer.text(kind, "profile"),
                                    Answer.text(kind, "keyType")),
                            counts(kind.path("counts"))));
        }
        rows.add(row(List.of("", "all", "", "", ""), counts(report.path("total"))));
        return rows;
    }

    private static List<String> row(List<String> kind, List<String> counts) {
        var row = new ArrayList<>(kind);
        row.addAll(counts);
        return row;
    }

    private static List<String> counts(JsonNode counts) {
        return COUNTS.stream().map(member -> Answer.text(counts, member)).toList();
    }

    private static List<List<String>> months(JsonNode expiring) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("EXPIRES IN", "CERTIFICATES"));
        expiring.properties()
                .forEach(month -> rows.add(List.of(month.getKey(), month.getValue().asText())));
        return rows;
    }
}
