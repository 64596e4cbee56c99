package org.lineageca.console.shell;

import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.server.VaadinSession;
import io.micronaut.context.annotation.Prototype;
import org.lineageca.ca.access.Actor;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.act.ActsPresenter;
import org.lineageca.console.act.ActsView;
import org.lineageca.console.authority.AuthoritiesView;
import org.lineageca.console.certificates.CertificatesView;
import org.lineageca.console.freshness.FreshnessView;
import org.lineageca.console.lineage.LineagesView;
import org.lineageca.console.paths.PathsView;

/** Navigation on the left, the view beside it, and who is signed in. */
@Prototype
public final class ConsoleLayout extends AppLayout implements AfterNavigationObserver {

    private final SignedInOfficer officers;
    private final ActsPresenter acts;
    private final SideNavItem actsItem =
            new SideNavItem("Acts", ActsView.class, VaadinIcon.HANDSHAKE.create());

    ConsoleLayout(SignedInOfficer officers, ActsPresenter acts, Faults faults) {
        this.officers = officers;
        this.acts = acts;
        actsItem.setMatchNested(true);
        VaadinSession.getCurrent().setErrorHandler(faults);
        setPrimarySection(Section.DRAWER);
        var brand = new Div(new Span("Lineage"));
        brand.addClassName("brand");
        var navigation = new SideNav();
        navigation.setLabel("");
        var paths = new SideNavItem("Paths", PathsView.class, VaadinIcon.ROAD_BRANCHES.create());
        paths.setMatchNested(true);
        navigation.addItem(
                new SideNavItem("Authorities", AuthoritiesView.class, VaadinIcon.SITEMAP.create()),
                new SideNavItem("Lineages", LineagesView.class, VaadinIcon.TIME_FORWARD.create()),
                actsItem,
                new SideNavItem(
                        "Certificates", CertificatesView.class, VaadinIcon.DIPLOMA_SCROLL.create()),
                new SideNavItem("CRLs and OCSP", FreshnessView.class, VaadinIcon.CLOCK.create()),
                paths);
        var who = new Div(new Span(officers.current().name()), new Span(role(officers.current())));
        who.addClassName("who");
        addToDrawer(brand, navigation, who);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        var count = acts.waitingFor(officers.current());
        actsItem.setSuffixComponent(count == 0 ? null : waiting(count));
    }

    private static Span waiting(long count) {
        var unit = new Span(count == 1 ? " waits for you" : " wait for you");
        unit.addClassName("only-said");
        var badge = new Badge(Long.toString(count), Badge.Tone.WARNING);
        badge.add(unit);
        return badge;
    }

    private static String role(Actor actor) {
        return switch (actor) {
            case Actor.Principal principal -> principal.role().name();
            case Actor.Installation _ -> "";
        };
    }
}
