package org.lineageca.console.dashboard;

import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import org.lineageca.console.act.ActView;
import org.lineageca.console.act.ActsView;
import org.lineageca.console.audit.AuditView;
import org.lineageca.console.authority.AuthoritiesView;
import org.lineageca.console.authority.AuthorityView;
import org.lineageca.console.ceremony.CeremoniesView;
import org.lineageca.console.ceremony.CeremonyView;
import org.lineageca.console.certificates.CertificatesView;
import org.lineageca.console.freshness.FreshnessView;
import org.lineageca.console.freshness.ScopeView;
import org.lineageca.console.lineage.LineagesView;
import org.lineageca.console.people.PeopleView;
import org.lineageca.console.planning.PlanView;
import org.lineageca.console.publisher.PublishersView;
import org.lineageca.console.responder.RespondersView;

/** To where the next action is taken. */
final class Links {

    private Links() {}

    static RouterLink to(Next next, String text) {
        return switch (next) {
            case Next.ToAct(var id) ->
                    new RouterLink(
                            text,
                            ActView.class,
                            new RouteParameters(ActView.ID, Long.toString(id)));
            case Next.ToActs() -> new RouterLink(text, ActsView.class);
            case Next.ToPlan(var label) -> new RouterLink(text, PlanView.class, label);
            case Next.ToAuthority(var label) -> new RouterLink(text, AuthorityView.class, label);
            case Next.ToAuthorities() -> new RouterLink(text, AuthoritiesView.class);
            case Next.ToCrl(var label, var place) -> {
                var link = ScopeView.link(label, place);
                link.setText(text);
                yield link;
            }
            case Next.ToCrls() -> new RouterLink(text, FreshnessView.class);
            case Next.ToLineages() -> new RouterLink(text, LineagesView.class);
            case Next.ToResponders() -> new RouterLink(text, RespondersView.class);
            case Next.ToPublishers() -> new RouterLink(text, PublishersView.class);
            case Next.ToCeremony(var id) ->
                    new RouterLink(
                            text, CeremonyView.class, new RouteParameters("id", Long.toString(id)));
            case Next.ToCeremonies() -> new RouterLink(text, CeremoniesView.class);
            case Next.ToCertificates() -> new RouterLink(text, CertificatesView.class);
            case Next.ToPeople() -> new RouterLink(text, PeopleView.class);
            case Next.ToAudit() -> new RouterLink(text, AuditView.class);
        };
    }
}
