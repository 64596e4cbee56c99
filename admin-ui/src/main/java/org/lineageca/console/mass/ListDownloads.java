package org.lineageca.console.mass;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import org.lineageca.ca.mass.ResultFormat;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.shell.Download;

/** Files about a list: what became of each certificate, and the evidence of a drill. */
final class ListDownloads extends Div {

    /** The length is not known before the end. */
    private static final long UNKNOWN = -1;

    ListDownloads(MassPresenter presenter, SignedInOfficer officers, long id, boolean hasEvidence) {
        addClassName("list-downloads");
        add(new H2("Files"));
        var links = new Div();
        links.addClassName("documents");
        links.add(
                results(presenter, officers, id, ResultFormat.CSV, "Results (CSV)"),
                results(presenter, officers, id, ResultFormat.JSON_LINES, "Results (JSON lines)"));
        if (hasEvidence) {
            links.add(
                    Download.link(
                            "Evidence (PDF)",
                            "drill-" + id + ".pdf",
                            "application/pdf",
                            () -> presenter.minutes(officers.current(), id)),
                    Download.link(
                            "Evidence (JSON)",
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
        var link =
                new Anchor(
                        DownloadHandler.fromInputStream(_ ->
                                new DownloadResponse(
                                        presenter.results(officers.current(), id, format),
                                        "list-%d.%s".formatted(id, format.extension()),
                                        format.mediaType(),
                                        UNKNOWN)),
                        text);
        link.addClassName("download");
        return link;
    }
}
