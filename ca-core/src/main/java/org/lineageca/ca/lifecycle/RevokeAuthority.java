package org.lineageca.ca.lifecycle;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.revocation.RevocationEntry;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.hsm.client.TokenUnavailableException;

/**
 * Revokes a CA: it issues nothing from that moment on, its certificates and, where asked for, all
 * it issued are revoked in the same transaction; then the CRLs that say so are issued.
 */
public final class RevokeAuthority {

    private final AuthorityStore authorities;
    private final IssueCrl issueCrl;
    private final CrlLedger ledger;
    private final TokenSigning signing;
    private final InstantSource clock;

    public RevokeAuthority(
            AuthorityStore authorities,
            IssueCrl issueCrl,
            CrlLedger ledger,
            TokenSigning signing,
            InstantSource clock) {
        this.authorities = authorities;
        this.issueCrl = issueCrl;
        this.ledger = ledger;
        this.signing = signing;
        this.clock = clock;
    }

    Performed revoke(Actor actor, Act.RevokeCa act) {
        var generation = authorities.find(act.generation()).orElseThrow();
        var name = generation.identity().name().commonName();
        switch (generation) {
            case Generation.Revoked _ -> {}
            case Generation.Staged staged ->
                    record(actor, act, staged, staged.revoked(clock.instant()));
            case Generation.Enabled enabled ->
                    record(actor, act, enabled, enabled.revoked(clock.instant()));
            case Generation.Disabled disabled ->
                    record(actor, act, disabled, disabled.revoked(clock.instant()));
            case Generation.Retired retired ->
                    record(actor, act, retired, retired.revoked(clock.instant()));
            case Generation.AwaitingCertificate _, Generation.Destroyed _ -> {
                return new Performed.Waits(
                        "%s is %s and cannot be revoked; withdraw this act."
                                .formatted(name, generation.state()));
            }
        }
        return publish(actor, act.generation(), name);
    }

    private void record(Actor actor, Act.RevokeCa act, Generation from, Generation.Revoked to) {
        var at = to.since().truncatedTo(ChronoUnit.SECONDS);
        var invalidity = act.invalidityDate();
        Map<GenerationId, List<RevocationEntry>> entries = new LinkedHashMap<>();
        for (var recorded : authorities.certificates(act.generation())) {
            var issuer = recorded.issuer();
            var certificate = recorded.certificate();
            // A root cannot revoke itself: who trusts it must be told in another way.
            if (issuer != null
                    && !certificate.isSelfSigned()
                    && certificate.notAfter().isAfter(at)) {
                entries.computeIfAbsent(issuer, _ -> new ArrayList<>())
                        .add(
                                new RevocationEntry(
                                        certificate.serial(), at, act.reason(), invalidity));
            }
        }
        authorities.revoked(
                from,
                to,
                entries,
                act.withCertificates() ? reasonOfLeaves(act.reason()) : null,
                actor);
    }

    private static RevocationReason reasonOfLeaves(RevocationReason reason) {
        return reason == RevocationReason.KEY_COMPROMISE || reason == RevocationReason.CA_COMPROMISE
                ? RevocationReason.CA_COMPROMISE
                : RevocationReason.CESSATION_OF_OPERATION;
    }

    /** Its own CRL and those of everyone who certified it. */
    private Performed publish(Actor actor, GenerationId id, String name) {
        var issuers = new LinkedHashSet<GenerationId>();
        issuers.add(id);
        for (var recorded : authorities.certificates(id)) {
            var issuer = recorded.issuer();
            if (issuer != null && !recorded.certificate().isSelfSigned()) {
                issuers.add(issuer);
            }
        }
        var since = authorities.find(id).orElseThrow().since();
        var missing = new ArrayList<String>();
        for (var issuer : issuers) {
            var signer = authorities.find(issuer).orElseThrow();
            if (!(signer instanceof Generation.CrlSigning signs) || isPublished(issuer, since)) {
                continue;
            }
            if (!isIssued(actor, signs)) {
                missing.add(signs.identity().name().commonName());
            }
        }
        return missing.isEmpty()
                ? new Performed.Done(name + " is revoked and the CRLs that say so are issued.")
                : new Performed.Waits(
                        "%s is revoked and issues nothing any more. The CRL of %s must say so: hold the ceremony at once (lineage ca ceremony)."
                                .formatted(name, String.join(", ", missing)));
    }

    /** Where one of them cannot sign the others still do: its own token may be what was lost. */
    private boolean isIssued(Actor actor, Generation.CrlSigning signer) {
        if (!signing.reaches(signer.identity().key().token())) {
            return false;
        }
        try {
            issueCrl.issueForAuthorities(actor, signer.identity().id());
            return true;
        } catch (TokenUnavailableException e) {
            return false;
        }
    }

    private boolean isPublished(GenerationId issuer, Instant since) {
        return ledger.standings().stream()
                .filter(standing -> standing.generation().equals(issuer))
                .filter(IssueCrl::tellsAuthorities)
                .map(CrlLedger.Standing::latest)
                .allMatch(latest ->
                        latest != null
                                && (latest.isFinal()
                                        || !latest.thisUpdate()
                                                .isBefore(since.truncatedTo(ChronoUnit.SECONDS))));
    }
}
