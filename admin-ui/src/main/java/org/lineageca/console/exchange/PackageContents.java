package org.lineageca.console.exchange;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.ceremony.CaOrder;
import org.lineageca.ca.exchange.CarriedResult;
import org.lineageca.ca.exchange.CeremonyRecord;
import org.lineageca.ca.exchange.Consent;
import org.lineageca.ca.exchange.Contents;
import org.lineageca.ca.exchange.ExchangePackage;
import org.lineageca.ca.exchange.RequestRules;
import org.lineageca.ca.exchange.RequestedAct;
import org.lineageca.ca.exchange.RequestedCertificate;
import org.lineageca.ca.exchange.courier.TakenRequests.TakenAct;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.console.act.ActTitles;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Instants;
import org.lineageca.octets.Octets;

/**
 * Says in words what a package holds.
 *
 * @param generations on record here, for their names
 * @param taken the acts it asks for as they were taken here; empty where it was sent or brings
 *     results
 */
record PackageContents(List<Generation> generations, List<TakenAct> taken) {

    private static final Texts TEXTS = Texts.of(PackageContents.class);

    PackageContents {
        generations = List.copyOf(generations);
        taken = List.copyOf(taken);
    }

    /**
     * The sheet of a package.
     *
     * @param partner who it came from or goes to
     * @param octets the file
     */
    PackageSheet sheet(String partner, ExchangePackage exchanged, Octets octets) {
        var manifest = exchanged.manifest();
        return new PackageSheet(
                partner,
                manifest.route().sequence(),
                manifest.contents().kind(),
                manifest.created(),
                octets.length(),
                octets.sha256(),
                items(exchanged),
                RequestSteps.of(taken, generations),
                taken.stream().flatMap(act -> act.orders().stream()).map(CaOrder::id).toList());
    }

    private List<PackageItem> items(ExchangePackage exchanged) {
        return switch (exchanged.manifest().contents()) {
            case Contents.Requests(var acts) ->
                    acts.stream().map(act -> requested(exchanged, act)).toList();
            case Contents.Results(var ceremonies) ->
                    ceremonies.stream().map(ceremony -> held(exchanged, ceremony)).toList();
        };
    }

    private PackageItem requested(ExchangePackage exchanged, RequestedAct act) {
        var plan = RequestRules.plan(exchanged, act);
        var lines = new ArrayList<String>();
        var ids = ids(act);
        for (var i = 0; i < act.orders().size(); i++) {
            lines.add(ordered(i < ids.size() ? ids.get(i) : null, act.orders().get(i)));
        }
        if (act.orders().isEmpty()) {
            lines.add(TEXTS.say("no-certificate-is-asked-for"));
        }
        lines.add(TEXTS.say("proposed-by", consent(act.proposal())));
        act.approvals().forEach(approval -> lines.add(TEXTS.say("approved-by", consent(approval))));
        return new PackageItem(
                TEXTS.say("act", act.act(), ActTitles.of(plan.act(), generations)),
                lines,
                plan.text(),
                null);
    }

    private List<String> ids(RequestedAct act) {
        return taken.stream()
                .filter(each -> each.act().equals(act))
                .findFirst()
                .map(each -> each.orders().stream().map(CaOrder::id).toList())
                .orElse(List.of());
    }

    private String ordered(@Nullable String id, RequestedCertificate order) {
        return TEXTS.say(
                "a-certificate-for-by-valid",
                id == null ? "" : id + ": ",
                order.subject().commonName(),
                name(order.issuer(), List.of()),
                Instants.show(order.validity()));
    }

    private static String consent(Consent consent) {
        return consent.by() + ", " + Instants.show(consent.at());
    }

    private PackageItem held(ExchangePackage exchanged, CeremonyRecord ceremony) {
        var certified =
                ceremony.results().stream()
                        .filter(result -> result.kind() == CarriedResult.Kind.CA_CERTIFICATE)
                        .map(result -> CaCertificate.parse(exchanged.file(result.file())))
                        .toList();
        var made = new LinkedHashMap<String, Integer>();
        var certificates = certified.iterator();
        for (var result : ceremony.results()) {
            var words =
                    result.kind() == CarriedResult.Kind.CA_CERTIFICATE
                            ? certificate(certificates.next())
                            : words(result, certified);
            made.merge(words, 1, Integer::sum);
        }
        var lines =
                Stream.concat(
                                made.entrySet().stream()
                                        .map(each ->
                                                each.getValue() == 1
                                                        ? each.getKey()
                                                        : TEXTS.say(
                                                                "of-them",
                                                                each.getKey(),
                                                                each.getValue())),
                                ceremony.approvals().stream()
                                        .map(approval ->
                                                TEXTS.say("plan-approved-by", consent(approval))))
                        .collect(Collectors.toCollection(ArrayList::new));
        if (ceremony.results().isEmpty()) {
            lines.addFirst(TEXTS.say("nothing-was-made"));
        }
        return new PackageItem(
                TEXTS.say("ceremony", title(text(exchanged.file(ceremony.script())))),
                lines,
                text(exchanged.file(ceremony.plan())),
                exchanged.file(ceremony.minutes()));
    }

    private static String certificate(CaCertificate certificate) {
        return TEXTS.say(
                "certificate-of-by-until",
                certificate.subject().commonName(),
                certificate.issuer().commonName(),
                Instants.show(certificate.notAfter()));
    }

    private String words(CarriedResult result, List<CaCertificate> certified) {
        var name = name(result.generation(), certified);
        return switch (result.kind()) {
            case KEY -> TEXTS.say("key-of", name);
            case CA_CERTIFICATE -> TEXTS.say("certificate-of", name);
            case CRL -> TEXTS.say("crl-of", name);
            case OCSP_SIGNER -> TEXTS.say("ocsp-signer-of", name);
            case DESTROYED -> TEXTS.say("the-key-of-is-destroyed", name);
        };
    }

    /** Of a generation on record here, or that the package itself brings. */
    private String name(GenerationId id, List<CaCertificate> certified) {
        return Stream.concat(
                        generations.stream()
                                .filter(each -> each.identity().id().equals(id))
                                .map(each -> each.identity().name().commonName()),
                        certified.stream()
                                .filter(each -> each.generation().equals(id))
                                .map(each -> each.subject().commonName()))
                .findFirst()
                .orElse(TEXTS.say("generation", id.label()));
    }

    /** Of a script, as {@code ceremony: …} in it says. */
    private static String title(String script) {
        return script.lines()
                .filter(line -> line.startsWith("ceremony:"))
                .findFirst()
                .map(line -> line.substring("ceremony:".length()).strip())
                .orElse("");
    }

    private static String text(Octets octets) {
        return new String(octets.toArray(), StandardCharsets.UTF_8);
    }
}
