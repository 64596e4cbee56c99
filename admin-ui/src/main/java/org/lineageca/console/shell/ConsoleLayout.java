package org.lineageca.console.shell;

import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.server.VaadinSession;
import io.micronaut.context.annotation.Prototype;
import org.lineageca.ca.access.Actor;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.authority.AuthoritiesView;
import org.lineageca.console.certificates.CertificatesView;
import org.lineageca.console.freshness.FreshnessView;
import org.lineageca.console.lineage.LineagesView;
import org.lineageca.console.paths.PathsView;

/** Navigation on the left, the view beside it, and who is signed in. */
@Prototype
public final class ConsoleLayout extends AppLayout {

    ConsoleLayout(SignedInOfficer officers, Faults faults) {
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
                new SideNavItem(
                        "Certificates", CertificatesView.class, VaadinIcon.DIPLOMA_SCROLL.create()),
                new SideNavItem("CRLs and OCSP", FreshnessView.class, VaadinIcon.CLOCK.create()),
                paths);
        var who = new Div(new Span(officers.current().name()), new Span(role(officers.current())));
        who.addClassName("who");
        addToDrawer(brand, navigation, who);
    }

    private static String role(Actor actor) {
        return switch (actor) {
            case Actor.Principal principal -> principal.role().name();
            case Actor.Installation _ -> "";
        };
    }
}
