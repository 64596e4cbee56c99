package org.lineageca.console.exchange;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.ceremony.example.ExampleScript;
import org.lineageca.ca.config.Settings;
import org.lineageca.ca.exchange.PackageRefusedException;
import org.lineageca.ca.exchange.courier.Arrived;
import org.lineageca.ca.exchange.courier.ImportRequests;
import org.lineageca.ca.exchange.courier.ImportResults;
import org.lineageca.ca.exchange.courier.TakenRequests.TakenAct;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.AuthorityStore;
import org.lineageca.console.language.Texts;
import org.lineageca.octets.Octets;

/** Takes packages in: looked at first, then taken by a second word of the same person. */
@Singleton
public final class ImportPresenter {

    private static final Texts TEXTS = Texts.of(ImportPresenter.class);
    private static final Pattern PUBLISHER = Pattern.compile("(?m)^publisher: .*$");

    private final ImportRequests requests;
    private final Provider<ImportResults> results;
    private final AuthorityStore authorities;
    private final Settings.Installation installation;
    private final InstantSource clock;

    /**
     * @param results asked for on an online installation only
     */
    ImportPresenter(
            ImportRequests requests,
            Provider<ImportResults> results,
            AuthorityStore authorities,
            Settings.Installation installation,
            InstantSource clock) {
        this.requests = requests;
        this.results = results;
        this.authorities = authorities;
        this.installation = installation;
        this.clock = clock;
    }

    boolean isOffline() {
        return installation.isOffline();
    }

    /** Examines a package as it is when it is taken; nothing is changed. */
    Inspection look(Actor actor, Octets octets) {
        return inspect(() -> examine(actor, octets));
    }

    /** Takes a package. */
    Inspection take(Actor actor, Octets octets) {
        return inspect(() -> {
            var sheet = examine(actor, octets);
            if (isOffline()) {
                requests.take(actor, octets);
            } else {
                results.get().take(actor, octets);
            }
            return sheet;
        });
    }

    /**
     * A script to start from that answers requests.
     *
     * @param ids of requests that were taken; others are left out
     */
    public String script(Actor actor, Set<String> ids) {
        var acts =
                requests.list(actor).stream()
                        .map(act ->
                                new TakenAct(
                                        act.partner(),
                                        act.act(),
                                        act.plan(),
                                        act.orders().stream()
                                                .filter(order -> ids.contains(order.id()))
                                                .toList()))
                        .toList();
        var generations = authorities.generations();
        return RequestSteps.script(
                published(ExampleScript.ISSUE.text(clock.instant()), generations),
                "Certificates that were asked for",
                RequestSteps.of(acts, generations));
    }

    /** With the URL that the newest CA names, in the place of the example's. */
    private static String published(String script, List<Generation> generations) {
        if (generations.isEmpty()) {
            return script;
        }
        var url = generations.getLast().identity().uris().publisher();
        return PUBLISHER
                .matcher(script)
                .replaceFirst(Matcher.quoteReplacement("publisher: " + url));
    }

    private interface Examining {
        PackageSheet sheet();
    }

    private Inspection inspect(Examining examining) {
        try {
            return new Inspection.Passed(examining.sheet());
        } catch (PackageRefusedException e) {
            return new Inspection.Refused(
                    String.valueOf(e.getMessage()), RefusalAdvice.of(e.fault(), isOffline()));
        } catch (RefusedException e) {
            return new Inspection.Refused(
                    String.valueOf(e.getMessage()), TEXTS.say("hand-it-in-again-when"));
        }
    }

    private PackageSheet examine(Actor actor, Octets octets) {
        if (isOffline()) {
            var arrived = requests.examine(actor, octets);
            return sheet(arrived, arrived.contents(), octets);
        }
        return sheet(results.get().examine(actor, octets), List.of(), octets);
    }

    private PackageSheet sheet(Arrived<?> arrived, List<TakenAct> acts, Octets octets) {
        return new PackageContents(authorities.generations(), acts)
                .sheet(arrived.partner(), arrived.exchanged(), octets);
    }
}
