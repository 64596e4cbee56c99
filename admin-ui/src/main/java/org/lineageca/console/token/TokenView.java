package org.lineageca.console.token;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import io.micronaut.context.annotation.Prototype;
import java.util.List;
import java.util.stream.Collectors;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.lifecycle.ListTokens.HeldKey;
import org.lineageca.ca.lifecycle.ListTokens.Owner;
import org.lineageca.ca.lifecycle.ListTokens.Token;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.audit.AuditView;
import org.lineageca.console.authority.AuthorityView;
import org.lineageca.console.authority.StateWords;
import org.lineageca.console.exchange.ExchangeView;
import org.lineageca.console.language.Texts;
import org.lineageca.console.planning.PlanView;
import org.lineageca.console.responder.RespondersView;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.Callout;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.Instants;
import org.lineageca.console.shell.ScrolledTable;
import org.lineageca.console.shell.ViewHeader;

/** One token: the keys that lie on it, what each may sign, and whose it is. */
@Prototype
@Route(value = "tokens/:label", layout = ConsoleLayout.class)
public final class TokenView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(TokenView.class);

    static final String LABEL = "label";

    private final TokensPresenter presenter;
    private final SignedInOfficer officers;

    TokenView(TokensPresenter presenter, SignedInOfficer officers) {
        this.presenter = presenter;
        this.officers = officers;
        addClassName("view");
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.token");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var label = event.getRouteParameters().get(LABEL).orElseThrow();
        var token =
                presenter
                        .token(officers.current(), label)
                        .orElseThrow(
                                () -> new NotFoundException(TEXTS.say("there-is-no-token", label)));
        var card = TokenCard.of(token);
        removeAll();
        add(
                new ViewHeader(TEXTS.say("token", label), card.sentence()),
                new Div(new Badge(card.state(), card.tone())));
        if (!card.problems().isEmpty()) {
            add(new Callout(TEXTS.say("to-be-looked-at"), card.problems(), Badge.Tone.WARNING));
        }
        if (!token.keys().isEmpty()) {
            add(new H2(TEXTS.say("keys-that-lie-on-it")), keys(token));
        }
        if (token.keys().isEmpty() && !token.expected().isEmpty()) {
            add(new H2(TEXTS.say("keys-of-cas-by-what")), expected(token.expected()));
        }
        if (!token.delegates().isEmpty()) {
            add(new H2(TEXTS.say("ocsp-signers-whose-keys-lie")), delegates(token));
        }
        var words = new Paragraph(TEXTS.say("what-a-key-may-sign"));
        words.addClassName("quiet");
        add(words);
    }

    private Component keys(Token token) {
        var table =
                table(
                        TEXTS.say("keys-on", token.label()),
                        TEXTS.say("label"),
                        TEXTS.say("algorithm"),
                        TEXTS.say("may-sign"),
                        TEXTS.say("whose"),
                        TEXTS.say("key-id"),
                        "");
        for (var held : token.keys()) {
            var row = table.getBody().addRow();
            var name = row.addHeaderCell();
            name.getElement().setAttribute("scope", "row");
            name.setText(held.key().label());
            row.addDataCell().setText(held.key().algorithm().name());
            row.addDataCell().setText(purposes(held));
            row.addDataCell().add(owner(held.owner()));
            row.addDataCell().add(new Code(held.key().handle().keyId().toString()));
            row.addDataCell().add(act(held.owner()));
        }
        return new ScrolledTable(table, TEXTS.say("keys-on", token.label()));
    }

    private static String purposes(HeldKey held) {
        return held.key().purposes().stream()
                .sorted()
                .map(purpose ->
                        switch (purpose) {
                            case CERTIFICATE -> TEXTS.say("certificates");
                            case CRL -> TEXTS.say("crls");
                            case OCSP_SIGNER -> TEXTS.say("ocsp-signers");
                            case CERTIFICATION_REQUEST -> TEXTS.say("requests-for-itself");
                            case OCSP_RESPONSE -> TEXTS.say("ocsp-answers");
                            case EXCHANGE -> TEXTS.say("exchange-packages");
                            case AUDIT_CHECKPOINT -> TEXTS.say("audit-checkpoints");
                            case HEALTH -> TEXTS.say("test-signatures");
                        })
                .collect(Collectors.joining(", "));
    }

    private static Component owner(Owner owner) {
        return switch (owner) {
            case Owner.Ca(var generation) ->
                    new Span(
                            link(generation),
                            new Badge(StateWords.of(generation.state()), Badge.Tone.QUIET));
            case Owner.AuditLog() -> new RouterLink(TEXTS.say("the-audit-log"), AuditView.class);
            case Owner.Exchange() ->
                    new RouterLink(TEXTS.say("exchange-and-ceremonies"), ExchangeView.class);
            case Owner.TestSignatures() -> new Span(TEXTS.say("the-signer-itself"));
            case Owner.Nobody() ->
                    new Badge(TEXTS.say("nothing-on-record-names-it"), Badge.Tone.WARNING);
        };
    }

    private Component act(Owner owner) {
        return owner instanceof Owner.Ca(var generation)
                        && officers.current().may(Permission.DECIDE)
                        && !(generation instanceof Generation.AwaitingCertificate
                                || generation instanceof Generation.Destroyed)
                ? new RouterLink(
                        TEXTS.say("plan-an-act"),
                        PlanView.class,
                        generation.identity().id().label())
                : new Span();
    }

    private static RouterLink link(Generation generation) {
        return new RouterLink(
                generation.identity().name().commonName(),
                AuthorityView.class,
                generation.identity().id().label());
    }

    private static Component expected(List<Generation> generations) {
        var table =
                table(
                        TEXTS.say("keys-of-cas"),
                        TEXTS.say("ca"),
                        TEXTS.say("state"),
                        TEXTS.say("algorithm"),
                        TEXTS.say("key-id"));
        for (var generation : generations) {
            var row = table.getBody().addRow();
            row.addDataCell().add(link(generation));
            row.addDataCell().setText(StateWords.of(generation.state()));
            row.addDataCell().setText(generation.identity().algorithm().name());
            row.addDataCell().add(new Code(generation.identity().key().keyId().toString()));
        }
        return new ScrolledTable(table, TEXTS.say("keys-of-cas"));
    }

    private static Component delegates(Token token) {
        var table =
                table(
                        TEXTS.say("ocsp-signers-table"),
                        TEXTS.say("for-generation"),
                        TEXTS.say("until"),
                        TEXTS.say("key-id"),
                        "");
        for (var signer : token.delegates()) {
            var row = table.getBody().addRow();
            row.addDataCell()
                    .add(
                            new RouterLink(
                                    signer.generation().label(),
                                    AuthorityView.class,
                                    signer.generation().label()));
            row.addDataCell().setText(Instants.show(signer.notAfter()));
            row.addDataCell().add(new Code(signer.key().keyId().toString()));
            row.addDataCell().add(new RouterLink(TEXTS.say("roll-its-key"), RespondersView.class));
        }
        return new ScrolledTable(table, TEXTS.say("ocsp-signers-table"));
    }

    private static NativeTable table(String caption, String... headers) {
        var table = new NativeTable();
        table.addClassName("differences");
        table.setCaptionText(caption);
        var head = table.getHead().addRow();
        for (var header : headers) {
            if (header.isEmpty()) {
                head.addDataCell();
            } else {
                head.addHeaderCell().setText(header);
            }
        }
        return table;
    }
}
