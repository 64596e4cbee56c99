package org.lineageca.console.responder;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.ListGenerations;
import org.lineageca.ca.lifecycle.RollResponderKey;
import org.lineageca.ca.lifecycle.RollResponderKey.ResponderKey;
import org.lineageca.ca.x509.Pem;
import org.lineageca.console.language.Texts;
import org.lineageca.console.picture.Picture;
import org.lineageca.console.picture.RateChart;
import org.lineageca.console.watch.ProgramState;
import org.lineageca.octets.Octets;

/** What the view of responders shows. */
@Singleton
public final class RespondersPresenter {

    private static final Texts TEXTS = Texts.of(RespondersPresenter.class);

    private static final List<String> PUBLIC_KEY = List.of("PUBLIC KEY");

    /** What became of a key that was handed in. */
    sealed interface Receipt {

        record Certified(int generations) implements Receipt {}

        record Refused(String why) implements Receipt {}
    }

    private final ResponderWatch watch;
    private final ListGenerations generations;
    private final RollResponderKey rollResponderKey;
    private final InstantSource clock;

    RespondersPresenter(
            ResponderWatch watch,
            ListGenerations generations,
            RollResponderKey rollResponderKey,
            InstantSource clock) {
        this.watch = watch;
        this.generations = generations;
        this.rollResponderKey = rollResponderKey;
        this.clock = clock;
    }

    /** One for each responder that is configured. */
    List<ResponderCard> cards(Actor actor) {
        var names = names(actor);
        return watch.responders().stream()
                .map(responder ->
                        CardMaking.card(responder, watch.sight(responder), names, clock.instant()))
                .toList();
    }

    /** What each was asked in the last hour; those of which enough was seen. */
    Map<String, Picture> rates(Actor actor) {
        actor.require(Permission.VIEW);
        var pictures = new LinkedHashMap<String, Picture>();
        for (var responder : watch.responders()) {
            var points = watch.rates(responder);
            if (points.size() > 1) {
                pictures.put(
                        responder.name(),
                        RateChart.draw(
                                "rates-" + responder.name(),
                                TEXTS.say("requests-and-signatures-a-second", responder.name()),
                                new RateChart.Data(RateHistory.SPACING, points)));
            }
        }
        return pictures;
    }

    /** Each responder that is configured, in one line. */
    public List<ProgramState> programs(Actor actor) {
        actor.require(Permission.VIEW);
        return watch.responders().stream()
                .map(responder ->
                        CardMaking.state(responder, watch.sight(responder), clock.instant()))
                .toList();
    }

    /** Whether this person may put a key in the place of another. */
    boolean mayRoll(Actor actor) {
        return actor.may(Permission.DECIDE);
    }

    /** The keys answers are signed with. */
    List<ResponderKey> keys(Actor actor) {
        return rollResponderKey.keys(actor);
    }

    /** Whom a key answers for. */
    List<String> names(Actor actor, ResponderKey key) {
        var names = names(actor);
        return key.delegates().stream()
                .map(signer -> names.getOrDefault(signer.generation().label(), ""))
                .toList();
    }

    /**
     * Has a key certified in the place of another.
     *
     * @param pem its SubjectPublicKeyInfo
     */
    Receipt succeed(Actor actor, ResponderKey key, String pem) {
        Octets successor;
        try {
            successor = Pem.decode(pem, PUBLIC_KEY);
        } catch (IllegalArgumentException e) {
            return new Receipt.Refused(TEXTS.say("this-is-not-a-public", e.getMessage()));
        }
        try {
            var id = key.key().keyId().toString();
            return new Receipt.Certified(
                    rollResponderKey.succeed(actor, id, successor).delegates().size());
        } catch (RefusedException e) {
            return new Receipt.Refused(String.valueOf(e.getMessage()));
        }
    }

    private Map<String, String> names(Actor actor) {
        return generations.all(actor).stream()
                .collect(
                        Collectors.toMap(
                                generation -> generation.identity().id().label(),
                                generation -> generation.identity().name().commonName()));
    }
}
