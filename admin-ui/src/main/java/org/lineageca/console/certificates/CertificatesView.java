package org.lineageca.console.certificates;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEvent;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasUrlParameter;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.OptionalParameter;
import com.vaadin.flow.router.Route;
import io.micronaut.context.annotation.Prototype;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.lifecycle.CertificateRecord;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.authority.StateWords;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.Instants;
import org.lineageca.console.shell.ViewHeader;

/** Certificates: of one generation where the URL names its label, else of all. */
@Prototype
@Route(value = "certificates", layout = ConsoleLayout.class)
public final class CertificatesView extends Div
        implements HasUrlParameter<String>, HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(CertificatesView.class);

    private static final String QUERY = "query";

    private final CertificatesPresenter presenter;
    private final SignedInOfficer officers;
    private final InstantSource clock;
    private final TextField search = new TextField();
    private final Paragraph taken = new Paragraph();
    private final Grid<CertificateRecord> grid = new Grid<>();
    private @Nullable GenerationId generation;

    /** What the address says, as far as is known here. */
    private String remembered = "";

    CertificatesView(
            CertificatesPresenter presenter, SignedInOfficer officers, InstantSource clock) {
        this.presenter = presenter;
        this.officers = officers;
        this.clock = clock;
        addClassName("view");
        fillGrid();
        search.setAriaLabel(TEXTS.say("search-certificates"));
        search.setPlaceholder(TEXTS.say("name-serial-number-sha-256"));
        search.setPrefixComponent(VaadinIcon.SEARCH.create());
        search.setClearButtonVisible(true);
        search.setMaxLength(20_000);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                remember();
            }
            refresh();
        });
        taken.addClassName("quiet");
        taken.getElement().setAttribute("role", "status");
        search.addClassName("search");
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.certificates");
    }

    @Override
    public void setParameter(BeforeEvent event, @OptionalParameter @Nullable String label) {
        removeAll();
        var sentence = TEXTS.say("all-certificates-newest-first-open");
        generation = null;
        if (label != null) {
            var found =
                    presenter
                            .generation(officers.current(), label)
                            .orElseThrow(() ->
                                    new NotFoundException(
                                            TEXTS.say("there-is-no-generation", label)));
            generation = found.identity().id();
            sentence =
                    TEXTS.say(
                            "issued-by-generation",
                            found.identity().name().commonName(),
                            label,
                            StateWords.of(found.state()));
        }
        var issue =
                new Button(
                        TEXTS.say("issue-certificate"),
                        VaadinIcon.PLUS.create(),
                        _ -> new IssueDialog(presenter, officers, null, this::refresh).open());
        issue.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        add(new ViewHeader(TEXTS.say("certificates"), sentence, issue), search, taken, grid);
        remembered = asked(event.getLocation());
        search.setValue(remembered);
        refresh();
    }

    private void fillGrid() {
        grid.addComponentColumn(row -> named(row)).setHeader(TEXTS.say("name")).setFlexGrow(3);
        grid.addComponentColumn(this::standing)
                .setHeader(TEXTS.say("status"))
                .setWidth("8rem")
                .setFlexGrow(0);
        grid.addColumn(CertificateRecord::profile)
                .setHeader(TEXTS.say("profile"))
                .setWidth("8rem")
                .setFlexGrow(0);
        grid.addComponentColumn(row -> serial(row.serial().hex()))
                .setHeader(TEXTS.say("serial-number"))
                .setWidth("10rem")
                .setFlexGrow(0);
        grid.addColumn(row -> Instants.show(row.notBefore()))
                .setHeader(TEXTS.say("from"))
                .setWidth("11.5rem")
                .setFlexGrow(0);
        grid.addColumn(row -> Instants.show(row.notAfter()))
                .setHeader(TEXTS.say("until-date"))
                .setWidth("11.5rem")
                .setFlexGrow(0);
        grid.setItems(query ->
                presenter
                        .search(
                                officers.current(),
                                generation,
                                search.getValue(),
                                query.getOffset(),
                                query.getLimit())
                        .stream());
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setEmptyStateText(TEXTS.say("no-certificate-matches"));
        grid.addClassName("fill");
    }

    private static Component named(CertificateRecord row) {
        var link = CertificateView.link(row, name(row));
        link.getElement().setAttribute("title", name(row));
        return link;
    }

    /** Cut where the column ends, so that there is room for names; all of it is copied. */
    private static Component serial(String hex) {
        var code = new Code(hex);
        code.setTitle(hex);
        return code;
    }

    private static String asked(Location location) {
        return location.getQueryParameters().getSingleParameter(QUERY).orElse("");
    }

    /**
     * In the address, in place of what was looked for before: the way back leads past it. That
     * reaches the browser after the last key, when it may be at another page, or back at one of
     * another search.
     */
    private void remember() {
        var query = presenter.address(search.getValue());
        var path = "/certificates" + (generation == null ? "" : "/" + generation.label());
        getElement()
                .executeJs(
                        """
                        const at = new URL(window.location.href);
                        if (at.pathname.endsWith($0) && (at.searchParams.get($1) ?? '') === $2) {
                            if ($3) {
                                at.searchParams.set($1, $3);
                            } else {
                                at.searchParams.delete($1);
                            }
                            window.history.replaceState(window.history.state, '', at);
                        }
                        """,
                        path,
                        QUERY,
                        remembered,
                        query);
        remembered = query;
    }

    private void refresh() {
        taken.setText(presenter.taken(officers.current(), generation, search.getValue()));
        grid.getDataProvider().refreshAll();
    }

    private Badge standing(CertificateRecord certificate) {
        return StandingBadge.of(certificate, clock.instant());
    }

    static String name(CertificateRecord certificate) {
        if (!certificate.subject().isEmpty()) {
            return certificate.subject();
        }
        return String.join(", ", certificate.names());
    }
}
