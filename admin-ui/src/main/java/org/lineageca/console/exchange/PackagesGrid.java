package org.lineageca.console.exchange;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import java.util.List;
import org.lineageca.ca.exchange.courier.KeptPackage;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Download;
import org.lineageca.console.shell.Instants;

/** Every package that was sent or taken. */
final class PackagesGrid extends Grid<KeptPackage> {

    private static final Texts TEXTS = Texts.of(PackagesGrid.class);

    private static final int KIBI = 1_024;

    PackagesGrid(List<KeptPackage> rows, PackagesPresenter presenter, SignedInOfficer officers) {
        addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        addComponentColumn(PackagesGrid::link).setHeader(TEXTS.say("package")).setFlexGrow(2);
        addColumn(PackagePage::way).setHeader(TEXTS.say("partner")).setFlexGrow(2);
        addColumn(row -> Instants.show(row.at()))
                .setHeader(TEXTS.say("when"))
                .setWidth("12rem")
                .setFlexGrow(0);
        addColumn(KeptPackage::by).setHeader(TEXTS.say("by")).setFlexGrow(2);
        addColumn(row -> size(row.octets()))
                .setHeader(TEXTS.say("size"))
                .setWidth("6.5rem")
                .setFlexGrow(0);
        addComponentColumn(row -> download(row, presenter, officers))
                .setHeader(TEXTS.say("file"))
                .setWidth("8rem")
                .setFlexGrow(0);
        setItems(rows);
        setEmptyStateText(TEXTS.say("no-package-was-sent-or"));
        setAllRowsVisible(true);
        addClassName("packages");
    }

    private static Component link(KeptPackage row) {
        return new RouterLink(
                PackageSheet.kindTitle(row.kind()) + " " + row.sequence(),
                PackageView.class,
                parameters(row));
    }

    static Component download(
            KeptPackage row, PackagesPresenter presenter, SignedInOfficer officers) {
        return Download.link(
                TEXTS.say("download"),
                PackagePage.fileName(row),
                "application/octet-stream",
                () -> presenter.content(officers.current(), row.manifestSha256()));
    }

    static RouteParameters parameters(KeptPackage row) {
        return new RouteParameters(
                new RouteParam(PackageView.MANIFEST, row.manifestSha256().toHex()));
    }

    static String size(int octets) {
        return octets < KIBI
                ? TEXTS.say("octets", octets)
                : TEXTS.say("kib", (octets + KIBI - 1) / KIBI);
    }
}
