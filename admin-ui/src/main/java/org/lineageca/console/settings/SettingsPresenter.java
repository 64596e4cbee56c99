package org.lineageca.console.settings;

import io.micronaut.context.env.Environment;
import io.micronaut.core.naming.conventions.StringConvention;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.config.Settings;
import org.lineageca.ca.lifecycle.CrlLedger;
import org.lineageca.ca.lifecycle.ListGenerations;
import org.lineageca.ca.lifecycle.ListLineages;
import org.lineageca.console.access.ProxySettings;
import org.lineageca.console.access.SessionSettings;
import org.lineageca.console.language.Texts;
import org.lineageca.console.publisher.ConfiguredPublisher;
import org.lineageca.console.responder.ConfiguredResponder;
import org.lineageca.console.shell.Instants;

/** What the page of settings shows. */
@Singleton
public final class SettingsPresenter {

    private static final String NONE = "–";
    private static final Texts TEXTS = Texts.of(SettingsPresenter.class);

    private final Environment environment;
    private final Settings.Installation installation;
    private final SessionSettings sessions;
    private final Settings.Database database;
    private final List<Settings.SignerSocket> signers;
    private final List<ConfiguredResponder> responders;
    private final List<ConfiguredPublisher> publishers;
    private final ProxySettings proxy;
    private final ListGenerations generations;
    private final ListLineages lineages;

    SettingsPresenter(
            Environment environment,
            Settings.Installation installation,
            SessionSettings sessions,
            Settings.Database database,
            List<Settings.SignerSocket> signers,
            List<ConfiguredResponder> responders,
            List<ConfiguredPublisher> publishers,
            ProxySettings proxy,
            ListGenerations generations,
            ListLineages lineages) {
        this.environment = environment;
        this.installation = installation;
        this.sessions = sessions;
        this.database = database;
        this.signers = List.copyOf(signers);
        this.responders = List.copyOf(responders);
        this.publishers = List.copyOf(publishers);
        this.proxy = proxy;
        this.generations = generations;
        this.lineages = lineages;
    }

    List<SettingsSheet> sheets(Actor actor) {
        actor.require(Permission.VIEW);
        var all = generations.all(actor);
        var sheets = new ArrayList<SettingsSheet>();
        sheets.add(this.installation());
        sheets.add(programs());
        sheets.add(sessions());
        sheets.add(urls(all));
        if (!installation.isOffline()) {
            sheets.add(schedules(all, generations.crls(actor)));
            sheets.add(limits(actor));
        }
        sheets.add(toTheLetter());
        return sheets;
    }

    private SettingsSheet installation() {
        var rows = new ArrayList<List<String>>();
        rows.add(
                List.of(
                        TEXTS.say("kind"),
                        installation.isOffline()
                                ? TEXTS.say("offline-it-holds")
                                : TEXTS.say("online-it-issues")));
        rows.add(List.of(TEXTS.say("folder"), Path.of("").toAbsolutePath().toString()));
        rows.addAll(Versions.rows());
        return new SettingsSheet(
                TEXTS.say("this-installation"),
                TEXTS.say("what-it-is-was-decided"),
                List.of(TEXTS.say("what"), TEXTS.say("is")),
                rows);
    }

    private SettingsSheet programs() {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of(TEXTS.say("database"), database.url(), TEXTS.say("as", database.user())));
        for (var signer : signers) {
            rows.add(
                    List.of(
                            TEXTS.say("signer-of-token", signer.token()),
                            signer.socket().toString(),
                            signer.shared()
                                    ? TEXTS.say("custodians-open-it-together")
                                    : TEXTS.say("opened-when-it-starts")));
        }
        for (var responder : responders) {
            rows.add(
                    List.of(
                            TEXTS.say("ocsp-responder", responder.name()),
                            responder.metricsUrl().toString(),
                            TEXTS.say("watched")));
        }
        for (var publisher : publishers) {
            rows.add(
                    List.of(
                            TEXTS.say("crl-publisher", publisher.name()),
                            publisher.operatorUrl().toString(),
                            publisher.orderKeyFile() == null
                                    ? TEXTS.say("watched")
                                    : TEXTS.say("watched-and-told-to-roll-back")));
        }
        for (var certificate : proxy.fingerprints()) {
            rows.add(
                    List.of(
                            TEXTS.say("reverse-proxy"),
                            TEXTS.say("whoever-shows", certificate),
                            TEXTS.say("it-says-who-signs-in")));
        }
        return new SettingsSheet(
                TEXTS.say("programs-it-works-with"),
                TEXTS.say("where-programs-are-set"),
                List.of(TEXTS.say("program"), TEXTS.say("where"), TEXTS.say("how")),
                rows);
    }

    private SettingsSheet sessions() {
        return new SettingsSheet(
                TEXTS.say("sessions-of-the-console"),
                TEXTS.say("where-sessions-are-set"),
                List.of(TEXTS.say("what"), TEXTS.say("is")),
                List.of(
                        List.of(TEXTS.say("ends-unused-after"), Instants.show(sessions.idle())),
                        List.of(TEXTS.say("notice-ahead"), Instants.show(sessions.notice()))));
    }

    private static SettingsSheet urls(List<Generation> all) {
        var rows = new ArrayList<List<String>>();
        for (var generation : all) {
            var identity = generation.identity();
            var ocsp = identity.uris().ocsp();
            rows.add(
                    List.of(
                            identity.name().commonName() + " " + identity.id().label(),
                            identity.uris().crl(),
                            ocsp == null ? NONE : ocsp,
                            identity.uris().caIssuers()));
        }
        return new SettingsSheet(
                TEXTS.say("urls-that-certificates-name"),
                TEXTS.say("they-stand-in-certificates"),
                List.of(
                        TEXTS.say("authority"),
                        TEXTS.say("crl"),
                        TEXTS.say("ocsp"),
                        TEXTS.say("ca-certificate")),
                rows);
    }

    private static SettingsSheet schedules(
            List<Generation> all, List<CrlLedger.Standing> standings) {
        var names =
                all.stream()
                        .collect(
                                Collectors.toMap(
                                        generation -> generation.identity().id(),
                                        generation -> generation.identity().name().commonName()));
        var rows = new ArrayList<List<String>>();
        for (var standing : standings) {
            var schedule = standing.schedule();
            rows.add(
                    List.of(
                            names.getOrDefault(standing.generation(), NONE)
                                    + " "
                                    + standing.generation().label(),
                            standing.place(),
                            Instants.show(schedule.period()),
                            Instants.show(schedule.lifetime()),
                            shown(schedule.coalesce())));
        }
        return new SettingsSheet(
                TEXTS.say("when-crls-are-issued"),
                TEXTS.say("changed-on-the-page-of"),
                List.of(
                        TEXTS.say("authority"),
                        TEXTS.say("crl"),
                        TEXTS.say("every"),
                        TEXTS.say("good-for"),
                        TEXTS.say("after-a-revocation")),
                rows);
    }

    private static String shown(@Nullable Duration duration) {
        return duration == null ? TEXTS.say("with-the-next-one") : Instants.show(duration);
    }

    private SettingsSheet limits(Actor actor) {
        var rows = new ArrayList<List<String>>();
        for (var lineage : lineages.all(actor)) {
            var rule = lineage.settings().namingRule();
            rows.add(
                    List.of(
                            lineage.settings().role(),
                            lineage.settings().budget().inWords(),
                            rule == null ? NONE : rule,
                            lineage.profiles().stream()
                                    .map(profile ->
                                            TEXTS.say(
                                                    "profile-days",
                                                    profile.name(),
                                                    profile.validity().toDays()))
                                    .collect(Collectors.joining(", "))));
        }
        return new SettingsSheet(
                TEXTS.say("limits-of-lineages"),
                TEXTS.say("budgets-are-set-under"),
                List.of(
                        TEXTS.say("lineage"),
                        TEXTS.say("crl-at-most"),
                        TEXTS.say("next-name"),
                        TEXTS.say("profiles-longest-validity")),
                rows);
    }

    /** Passwords and PINs stand in files of their own, so none is among these. */
    private SettingsSheet toTheLetter() {
        var flat = new TreeMap<String, String>();
        flatten("lineage", environment.getProperties("lineage", StringConvention.RAW), flat);
        var rows = new ArrayList<List<String>>();
        for (var entry : flat.entrySet()) {
            rows.add(List.of(entry.getKey(), entry.getValue(), standing(entry.getValue())));
        }
        return new SettingsSheet(
                TEXTS.say("the-configuration-to-the-letter"),
                TEXTS.say("where-the-configuration-stands"),
                List.of(TEXTS.say("setting"), TEXTS.say("value"), TEXTS.say("as-a-file")),
                rows);
    }

    private static void flatten(String name, @Nullable Object value, Map<String, String> flat) {
        switch (value) {
            case null -> flat.put(name, "");
            case Map<?, ?> map -> map.forEach((key, each) -> flatten(name + "." + key, each, flat));
            case List<?> list -> {
                for (var i = 0; i < list.size(); i++) {
                    flatten(name + "[" + i + "]", list.get(i), flat);
                }
            }
            default -> flat.put(name, value.toString());
        }
    }

    private static String standing(String value) {
        if (value.isEmpty() || value.contains("://") || !value.matches("[\\w./-]*[/.][\\w./-]*")) {
            return "";
        }
        return Files.exists(Path.of(value)) ? TEXTS.say("there") : "";
    }
}
