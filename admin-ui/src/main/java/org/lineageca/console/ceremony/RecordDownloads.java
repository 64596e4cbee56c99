package org.lineageca.console.ceremony;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import java.util.List;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Download;

/** What a run leaves behind for those who were not there: record, minutes, packages. */
final class RecordDownloads extends Div {

    private static final Texts TEXTS = Texts.of(RecordDownloads.class);

    RecordDownloads(
            RunPresenter presenter,
            SignedInOfficer officers,
            long run,
            List<ResultPackage> packages) {
        addClassName("documents");
        var name = "run-" + run;
        add(
                Download.link(
                        TEXTS.say("record"),
                        name + ".jsonl",
                        "application/jsonl",
                        () -> presenter.record(officers.current(), run)),
                Download.link(
                        TEXTS.say("minutes"),
                        name + ".pdf",
                        "application/pdf",
                        () -> presenter.minutes(officers.current(), run)));
        packages.forEach(found -> add(link(presenter, officers, found)));
    }

    private static Anchor link(
            RunPresenter presenter, SignedInOfficer officers, ResultPackage found) {
        return Download.link(
                TEXTS.say("results-for", found.partner()),
                found.fileName(),
                "application/zip",
                () -> presenter.results(officers.current(), found));
    }
}
