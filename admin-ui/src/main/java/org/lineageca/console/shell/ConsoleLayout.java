package org.lineageca.console.shell;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.server.VaadinSession;
import io.micronaut.context.annotation.Prototype;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.config.Settings;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.act.ActsPresenter;
import org.lineageca.console.act.ActsView;
import org.lineageca.console.audit.AuditView;
import org.lineageca.console.authority.AuthoritiesView;
import org.lineageca.console.ceremony.CeremoniesView;
import org.lineageca.console.certificates.CertificatesView;
import org.lineageca.console.dashboard.DashboardView;
import org.lineageca.console.exchange.ExchangeView;
import org.lineageca.console.freshness.FreshnessView;
import org.lineageca.console.language.Texts;
import org.lineageca.console.lineage.LineagesView;
import org.lineageca.console.mass.MassRevocationView;
import org.lineageca.console.paths.PathsView;
import org.lineageca.console.people.PeopleView;
import org.lineageca.console.population.PopulationView;
import org.lineageca.console.profile.ProfilesView;
import org.lineageca.console.publisher.PublishersView;
import org.lineageca.console.responder.RespondersView;
import org.lineageca.console.settings.SettingsView;
import org.lineageca.console.token.TokensView;
import org.lineageca.console.transparency.LogsView;

/** Navigation on the left, the view beside it, and who is signed in. */
@Prototype
public final class ConsoleLayout extends AppLayout implements AfterNavigationObserver {

    private static final Texts TEXTS = Texts.of(ConsoleLayout.class);

    private final SignedInOfficer officers;
    private final ActsPresenter acts;
    private final SideNavItem actsItem =
            new SideNavItem(TEXTS.say("acts"), ActsView.class, VaadinIcon.HANDSHAKE.create());

    ConsoleLayout(
            SignedInOfficer officers,
            ActsPresenter acts,
            Settings.Installation installation,
            Faults faults) {
        this.officers = officers;
        this.acts = acts;
        actsItem.setMatchNested(true);
        VaadinSession.getCurrent().setErrorHandler(faults);
        setPrimarySection(Section.DRAWER);
        // Where the drawer lies over the view, on narrow screens, something has to open it.
        var toggle = new DrawerToggle();
        toggle.setAriaLabel(TEXTS.say("navigation"));
        addToNavbar(toggle);
        var brand = new Div(new Span("Lineage"));
        brand.addClassName("brand");
        var navigation = new SideNav();
        navigation.setLabel("");
        var items = installation.isOffline() ? offline() : online();
        for (var item : items) {
            loadAfreshWhereOneIs(item);
        }
        navigation.addItem(items);
        var who = new Div(new Span(officers.current().name()), new Span(role(officers.current())));
        who.addClassName("who");
        addToDrawer(skip(), brand, navigation, who, new LanguageChoice());
    }

    /** By keyboard, past the navigation (WCAG 2.4.1). */
    private NativeButton skip() {
        var skip = new NativeButton(TEXTS.say("to-the-page"), _ -> focusPage());
        skip.addClassName("skip");
        return skip;
    }

    private void focusPage() {
        var page = getContent().getElement();
        page.setAttribute("tabindex", "-1");
        page.callJsFunction("focus");
    }

    /** What is asked on a page is not asked any more on the next one, nor after the way back. */
    @Override
    protected void onAttach(AttachEvent attached) {
        attached.getUI()
                .addBeforeLeaveListener(
                        left -> left.getUI().getChildren().toList().forEach(ConsoleLayout::close));
    }

    private static void close(Component over) {
        switch (over) {
            case Dialog dialog -> dialog.close();
            case ConfirmDialog dialog -> dialog.close();
            default -> {
                // The page itself.
            }
        }
    }

    /** The router leaves out a way to where one is already. */
    private static void loadAfreshWhereOneIs(SideNavItem item) {
        item.getElement()
                .addEventListener("click", _ -> UI.getCurrent().refreshCurrentRoute(false))
                .setFilter("document.baseURI + element.path === location.href");
    }

    private SideNavItem[] online() {
        return new SideNavItem[] {
            new SideNavItem(
                    TEXTS.say("dashboard"), DashboardView.class, VaadinIcon.DASHBOARD.create()),
            authorities(),
            new SideNavItem(
                    TEXTS.say("lineages"), LineagesView.class, VaadinIcon.TIME_FORWARD.create()),
            actsItem,
            ceremonies(),
            exchange(),
            new SideNavItem(
                    TEXTS.say("certificates"),
                    CertificatesView.class,
                    VaadinIcon.DIPLOMA_SCROLL.create()),
            new SideNavItem(
                    TEXTS.say("population"), PopulationView.class, VaadinIcon.BAR_CHART.create()),
            nested(
                    new SideNavItem(
                            TEXTS.say("mass-revocation"),
                            MassRevocationView.class,
                            VaadinIcon.BAN.create())),
            nested(
                    new SideNavItem(
                            TEXTS.say("profiles"),
                            ProfilesView.class,
                            VaadinIcon.CLIPBOARD_TEXT.create())),
            nested(
                    new SideNavItem(
                            TEXTS.say("crls-and-ocsp"),
                            FreshnessView.class,
                            VaadinIcon.CLOCK.create())),
            new SideNavItem(
                    TEXTS.say("ocsp-responders"),
                    RespondersView.class,
                    VaadinIcon.COMMENT_ELLIPSIS.create()),
            new SideNavItem(
                    TEXTS.say("crl-publisher"),
                    PublishersView.class,
                    VaadinIcon.CLOUD_UPLOAD.create()),
            nested(
                    new SideNavItem(
                            TEXTS.say("tokens-and-keys"),
                            TokensView.class,
                            VaadinIcon.KEY.create())),
            new SideNavItem(
                    TEXTS.say("transparency-logs"), LogsView.class, VaadinIcon.EYE.create()),
            nested(
                    new SideNavItem(
                            TEXTS.say("paths"),
                            PathsView.class,
                            VaadinIcon.ROAD_BRANCHES.create())),
            new SideNavItem(TEXTS.say("people"), PeopleView.class, VaadinIcon.USERS.create()),
            new SideNavItem(TEXTS.say("audit"), AuditView.class, VaadinIcon.LIST_OL.create()),
            settings()
        };
    }

    /** Without a network nobody is served, and nothing is decided but in ceremonies. */
    private static SideNavItem[] offline() {
        return new SideNavItem[] {ceremonies(), exchange(), authorities(), settings()};
    }

    private static SideNavItem settings() {
        return new SideNavItem(TEXTS.say("settings"), SettingsView.class, VaadinIcon.COG.create());
    }

    private static SideNavItem authorities() {
        return nested(
                new SideNavItem(
                        TEXTS.say("authorities"),
                        AuthoritiesView.class,
                        VaadinIcon.SITEMAP.create()));
    }

    private static SideNavItem ceremonies() {
        return nested(
                new SideNavItem(
                        TEXTS.say("ceremonies"), CeremoniesView.class, VaadinIcon.GROUP.create()));
    }

    private static SideNavItem exchange() {
        return nested(
                new SideNavItem(
                        TEXTS.say("exchange"), ExchangeView.class, VaadinIcon.PACKAGE.create()));
    }

    private static SideNavItem nested(SideNavItem item) {
        item.setMatchNested(true);
        return item;
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        if (!actsItem.isAttached()) {
            return;
        }
        var count = acts.waitingFor(officers.current());
        actsItem.setSuffixComponent(count == 0 ? null : waiting(count));
    }

    private static Span waiting(long count) {
        var unit = new Span(" " + TEXTS.say("wait-for-you", count));
        unit.addClassName("only-said");
        var badge = new Badge(Long.toString(count), Badge.Tone.WARNING);
        badge.add(unit);
        return badge;
    }

    private static String role(Actor actor) {
        return switch (actor) {
            case Actor.Principal principal -> TrustedRoleWords.of(principal.role());
            case Actor.Installation _ -> "";
        };
    }
}
