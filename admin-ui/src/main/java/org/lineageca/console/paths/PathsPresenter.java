package org.lineageca.console.paths;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.AcceptableCas;
import org.lineageca.ca.lifecycle.ExplorePaths;
import org.lineageca.ca.lifecycle.ListAcceptableCas;
import org.lineageca.ca.path.Exploration;
import org.lineageca.ca.path.ExploredPath;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Instants;
import org.lineageca.octets.Octets;

/** What the view of paths shows. */
@Singleton
public final class PathsPresenter {

    private static final Texts TEXTS = Texts.of(PathsPresenter.class);

    /**
     * What was filled in.
     *
     * @param anchors null for our own; the others may be blank
     */
    record Form(String certificate, @Nullable String anchors, String extra, String at) {}

    private final ExplorePaths explorePaths;
    private final ListAcceptableCas listAcceptableCas;

    PathsPresenter(ExplorePaths explorePaths, ListAcceptableCas listAcceptableCas) {
        this.explorePaths = explorePaths;
        this.listAcceptableCas = listAcceptableCas;
    }

    Exploration explore(Actor actor, Form form) {
        if (form.certificate().isBlank()) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE, TEXTS.say("no-certificate-is-given-nothing"));
        }
        var anchors = form.anchors();
        return explorePaths.explore(
                actor,
                new ExplorePaths.Question(
                        octets(form.certificate()),
                        anchors == null ? null : octets(anchors),
                        form.extra().isBlank() ? null : octets(form.extra()),
                        Instants.read(form.at(), TEXTS.say("nothing-was-looked-for"))));
    }

    /** One sentence on what was found. */
    String summary(Exploration exploration) {
        var valid = exploration.count(ExploredPath.Outcome.VALID);
        var other = exploration.paths().size() - valid;
        return TEXTS.say(
                "paths-that-hold",
                exploration.target().title(),
                valid,
                exploration.at().truncatedTo(ChronoUnit.SECONDS),
                other);
    }

    List<String> lineages(Actor actor) {
        return listAcceptableCas.lineages(actor);
    }

    AcceptableCas acceptable(Actor actor, String lineage) {
        return listAcceptableCas.of(actor, lineage);
    }

    private static Octets octets(String text) {
        return Octets.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
