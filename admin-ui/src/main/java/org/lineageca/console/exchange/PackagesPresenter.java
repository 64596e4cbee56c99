package org.lineageca.console.exchange;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.config.Settings;
import org.lineageca.ca.exchange.Contents;
import org.lineageca.ca.exchange.ExchangePackage;
import org.lineageca.ca.exchange.QrFrames;
import org.lineageca.ca.exchange.courier.ExportRequests;
import org.lineageca.ca.exchange.courier.ImportRequests;
import org.lineageca.ca.exchange.courier.KeptPackage;
import org.lineageca.ca.exchange.courier.ListPackages;
import org.lineageca.ca.exchange.courier.Partner;
import org.lineageca.ca.exchange.courier.PinPartner;
import org.lineageca.ca.exchange.courier.TakenRequests.TakenAct;
import org.lineageca.ca.lifecycle.AuthorityStore;
import org.lineageca.ca.lifecycle.OfflineWork;
import org.lineageca.console.act.ActTitles;
import org.lineageca.console.language.Texts;
import org.lineageca.octets.Octets;

/** What waits to be packed, and every package there was. */
@Singleton
public final class PackagesPresenter {

    private static final Texts TEXTS = Texts.of(PackagesPresenter.class);

    static final int NEWEST = 200;

    private final ListPackages packages;
    private final PinPartner pin;
    private final Provider<ExportRequests> exports;
    private final ImportRequests imports;
    private final AuthorityStore authorities;
    private final Settings.Installation installation;

    /**
     * @param exports asked for on an online installation only: an offline one signs in ceremonies
     */
    PackagesPresenter(
            ListPackages packages,
            PinPartner pin,
            Provider<ExportRequests> exports,
            ImportRequests imports,
            AuthorityStore authorities,
            Settings.Installation installation) {
        this.packages = packages;
        this.pin = pin;
        this.exports = exports;
        this.imports = imports;
        this.authorities = authorities;
        this.installation = installation;
    }

    List<KeptPackage> newest(Actor actor) {
        return packages.newest(actor, NEWEST);
    }

    /** Empty on an offline installation, whose results are packed when a ceremony closes. */
    Optional<Outbox> outbox(Actor actor) {
        if (installation.isOffline()) {
            return Optional.empty();
        }
        var generations = authorities.generations();
        return Optional.of(
                new Outbox(
                        exports.get().waiting(actor).stream()
                                .map(work -> waiting(work, generations))
                                .toList(),
                        pin.list(actor).stream()
                                .filter(Partner.Pinned.class::isInstance)
                                .map(Partner::name)
                                .toList(),
                        actor.may(Permission.DECIDE)));
    }

    /** Empty on an online installation, and where nothing is left to be answered. */
    Optional<Unanswered> unanswered(Actor actor) {
        if (!installation.isOffline()) {
            return Optional.empty();
        }
        var open = new HashSet<>(imports.open(actor));
        var acts =
                imports.list(actor).stream()
                        .map(act ->
                                new TakenAct(
                                        act.partner(),
                                        act.act(),
                                        act.plan(),
                                        act.orders().stream().filter(open::contains).toList()))
                        .filter(act -> !act.orders().isEmpty())
                        .toList();
        return acts.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Unanswered(
                                RequestSteps.of(acts, authorities.generations()),
                                acts.stream()
                                        .flatMap(act -> act.orders().stream())
                                        .map(order -> order.id())
                                        .toList()));
    }

    /** Packs what waits, and returns what was done in words. */
    String pack(Actor actor, String partner) {
        var packed = exports.get().export(actor, partner);
        return TEXTS.say("requests-for-are-packed-download", packed.sequence(), partner);
    }

    PackagePage page(Actor actor, Octets manifestSha256) {
        var carried = packages.find(actor, manifestSha256);
        var about = carried.about();
        // Its signer was a partner, or this installation, when it was put on record.
        var exchanged = ExchangePackage.read(carried.octets(), _ -> true);
        return new PackagePage(
                about,
                new PackageContents(authorities.generations(), taken(actor, about, exchanged))
                        .sheet(about.partner(), exchanged, carried.octets()),
                carried.octets());
    }

    /** The file. */
    byte[] content(Actor actor, Octets manifestSha256) {
        return packages.find(actor, manifestSha256).octets().toArray();
    }

    /** What a package's QR codes say, one after the other. */
    List<String> frames(PackagePage page) {
        return QrFrames.split(page.content(), QrFrames.OCTETS);
    }

    private List<TakenAct> taken(Actor actor, KeptPackage about, ExchangePackage exchanged) {
        return about.direction() == KeptPackage.Direction.TAKEN
                        && exchanged.manifest().contents() instanceof Contents.Requests(var acts)
                ? imports.list(actor).stream()
                        .filter(each -> each.partner().equals(about.partner()))
                        .filter(each -> acts.contains(each.act()))
                        .toList()
                : List.of();
    }

    private static String waiting(OfflineWork work, List<Generation> generations) {
        var title =
                TEXTS.say(
                        "act", work.act().id(), ActTitles.of(work.act().plan().act(), generations));
        return switch (work.orders().size()) {
            case 0 -> TEXTS.say("a-ceremony-decides-by-its", title);
            case 1 -> TEXTS.say("asks-for-a-certificate", title);
            default -> TEXTS.say("asks-for-certificates", title, work.orders().size());
        };
    }
}
