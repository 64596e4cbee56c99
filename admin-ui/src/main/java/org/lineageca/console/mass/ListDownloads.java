package org.lineageca.console.mass;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import org.lineageca.ca.mass.ResultFormat;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Download;

/** Files about a list: what became of each certificate, and the evidence of a drill. */
final class ListDownloads extends Div {

    private static final Texts TEXTS = Texts.of(ListDownloads.class);

    ListDownloads(MassPresenter presenter, SignedInOfficer officers, long id, boolean hasEvidence) {
        addClassName("list-downloads");
        add(new H2(TEXTS.say("files")));
        var links = new Div();
        links.addClassName("documents");
        links.add(
                results(presenter, officers, id, ResultFormat.CSV, TEXTS.say("results-csv")),
                results(
                        presenter,
                        officers,
                        id,
                        ResultFormat.JSON_LINES,
                        TEXTS.say("results-json-lines")));
        if (hasEvidence) {
            links.add(
                    Download.link(
                            TEXTS.say("evidence-pdf"),
                            "drill-" + id + ".pdf",
                            "application/pdf",
                            () -> presenter.minutes(officers.current(), id)),
                    Download.link(
                            TEXTS.say("evidence-json"),
                            "drill-" + id + ".json",
                            "application/json",
                            () -> presenter.evidence(officers.current(), id)));
        }
        add(links);
    }

    private static Anchor results(
            MassPresenter presenter,
            SignedInOfficer officers,
            long id,
            ResultFormat format,
            String text) {
        return StreamedDownload.link(
                text,
                "list-%d.%s".formatted(id, format.extension()),
                format.mediaType(),
                () -> presenter.results(officers.current(), id, format));
    }
}
