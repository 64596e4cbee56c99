package org.lineageca.ca.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What every verifier on this machine makes of every layout. */
public record VerifierMatrix(List<Column> columns, List<Missing> missing, List<Cell> cells) {

    public record Column(String name, String version) {}

    /** A verifier that is not on this machine. */
    public record Missing(String name, Presence.Absent absence) {}

    public record Cell(Layout layout, Column column, Verdict verdict, List<Trial> trials) {

        public Cell {
            trials = List.copyOf(trials);
        }
    }

    public VerifierMatrix {
        columns = List.copyOf(columns);
        missing = List.copyOf(missing);
        cells = List.copyOf(cells);
    }

    /**
     * Tries all.
     *
     * @param progress is told of each layout
     */
    public static VerifierMatrix of(
            ShadowAuthority shadow, List<Verifier> verifiers, Consumer<String> progress) {
        var columns = new ArrayList<Column>();
        var missing = new ArrayList<Missing>();
        var cells = new ArrayList<Cell>();
        for (var verifier : verifiers) {
            switch (verifier.presence()) {
                case Presence.Present(var version) ->
                        columns.add(new Column(verifier.name(), version));
                case Presence.Absent absent -> missing.add(new Missing(verifier.name(), absent));
            }
        }
        for (var layout : Layout.values()) {
            progress.accept(layout.text());
            var hierarchy = shadow.build(layout);
            for (var verifier : verifiers) {
                columns.stream()
                        .filter(column -> column.name().equals(verifier.name()))
                        .forEach(column -> cells.add(cell(hierarchy, verifier, column)));
            }
        }
        return new VerifierMatrix(columns, missing, cells);
    }

    private static Cell cell(ShadowHierarchy hierarchy, Verifier verifier, Column column) {
        var trials = new ArrayList<Trial>();
        for (var first : Side.values()) {
            var evidence = hierarchy.evidence(first);
            var answers = verifier.judge(evidence);
            for (var i = 0; i < answers.size(); i++) {
                var leaf = evidence.leaves().get(i);
                trials.add(new Trial(leaf.issuedBy(), leaf.revoked(), first, answers.get(i)));
            }
        }
        return new Cell(hierarchy.layout(), column, Verdict.of(trials), trials);
    }

    public List<Cell> row(Layout layout) {
        return cells.stream().filter(cell -> cell.layout() == layout).toList();
    }

    /** Those of a layout that are not ok. */
    public List<Cell> failing(Layout layout) {
        return row(layout).stream().filter(cell -> cell.verdict() != Verdict.OK).toList();
    }
}
