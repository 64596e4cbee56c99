package org.lineageca.console.mass;

import jakarta.inject.Singleton;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.issuance.CertificateProfile;
import org.lineageca.ca.lifecycle.BatchDecision;
import org.lineageca.ca.lifecycle.DecideActs;
import org.lineageca.ca.lifecycle.ListGenerations;
import org.lineageca.ca.mass.DrillEvidence;
import org.lineageca.ca.mass.ForeseeRevocation;
import org.lineageca.ca.mass.ReissueSelected;
import org.lineageca.ca.mass.ResultFormat;
import org.lineageca.ca.mass.RevokeSelected;
import org.lineageca.ca.mass.SelectCertificates;
import org.lineageca.ca.minutes.DrillMinutes;
import org.lineageca.ca.revocation.RevocationReason;

/** What the views of mass revocation show and do. */
@Singleton
public final class MassPresenter {

    private static final int MOST = 200;

    /** What can be chosen from. */
    record Choices(
            List<Generation> generations,
            List<String> lineages,
            List<CertificateProfile> profiles) {}

    private final SelectCertificates select;
    private final ForeseeRevocation foresee;
    private final RevokeSelected revokeSelected;
    private final ReissueSelected reissueSelected;
    private final DecideActs decideActs;
    private final ListGenerations listGenerations;

    MassPresenter(
            SelectCertificates select,
            ForeseeRevocation foresee,
            RevokeSelected revokeSelected,
            ReissueSelected reissueSelected,
            DecideActs decideActs,
            ListGenerations listGenerations) {
        this.select = select;
        this.foresee = foresee;
        this.revokeSelected = revokeSelected;
        this.reissueSelected = reissueSelected;
        this.decideActs = decideActs;
        this.listGenerations = listGenerations;
    }

    Choices choices(Actor actor) {
        var generations = listGenerations.all(actor);
        return new Choices(
                generations,
                generations.stream()
                        .map(generation -> generation.identity().lineage())
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList(),
                listGenerations.profiles(actor));
    }

    /** Begins a list; its number. */
    long select(Actor actor, Map<String, String> where) {
        return select.open(actor, where).id();
    }

    List<RevokeSelected.Progress> newest(Actor actor) {
        return revokeSelected.newest(actor, MOST);
    }

    /** How a list stands, and what follows from that for who looks. */
    ListPage page(Actor actor, long id) {
        var progress = revokeSelected.find(actor, id);
        var course = progress.batch().course();
        var act =
                Optional.ofNullable(course.act()).flatMap(number -> decideActs.find(actor, number));
        return new ListPage(
                progress,
                act.orElse(null),
                actor.may(Permission.DECIDE),
                progress.batch().openedBy().equals(actor.name()),
                reissueSelected.find(actor, id).isPresent(),
                progress.batch().isDrill() && revokeSelected.evidence(actor, id).isPresent());
    }

    ListOutlook outlook(Actor actor, long id, RevocationReason reason) {
        return new ListOutlook(
                foresee.foresee(actor, id, reason, null), listGenerations.all(actor));
    }

    /** The act that another person approves; null where there were so few that it is done. */
    @Nullable Long propose(Actor actor, long id, RevocationReason reason, boolean isDrill) {
        return switch (revokeSelected.revoke(
                actor, new RevokeSelected.Order(id, reason, null, isDrill))) {
            case BatchDecision.Proposed(var act) -> act.id();
            case BatchDecision.Revoked _ -> null;
        };
    }

    void pause(Actor actor, long id) {
        revokeSelected.pause(actor, id);
    }

    void resume(Actor actor, long id) {
        revokeSelected.resume(actor, id);
    }

    void withdraw(Actor actor, DecidedAct act) {
        decideActs.withdraw(actor, act.id());
    }

    InputStream results(Actor actor, long id, ResultFormat format) {
        return revokeSelected.results(actor, id, format);
    }

    byte[] evidence(Actor actor, long id) {
        return evidenceOf(actor, id).json().toArray();
    }

    byte[] minutes(Actor actor, long id) {
        return DrillMinutes.pdf(evidenceOf(actor, id)).toArray();
    }

    private DrillEvidence evidenceOf(Actor actor, long id) {
        return revokeSelected.evidence(actor, id).orElseThrow();
    }
}
