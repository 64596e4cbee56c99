package org.lineageca.ca.lifecycle;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.authority.Generation;
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
            case Generation.Revoked _ -> {
                // What was certified since, or was revoked in one certificate only.
                if (authorities.hasOwnToRevoke(act.generation(), act.reason(), clock.instant())) {
                    authorities.revokeOwn(
                            act.generation(),
                            act.reason(),
                            act.invalidityDate(),
                            clock.instant(),
                            actor);
                }
            }
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
        authorities.revoked(
                from,
                to,
                act.reason(),
                act.invalidityDate(),
                act.withCertificates() ? reasonOfLeaves(act.reason()) : null,
                actor);
    }

    private static RevocationReason reasonOfLeaves(RevocationReason reason) {
        return reason == RevocationReason.KEY_COMPROMISE || reason == RevocationReason.CA_COMPROMISE
                ? RevocationReason.CA_COMPROMISE
                : RevocationReason.CESSATION_OF_OPERATION;
    }

    /**
     * Whether it is revoked, and a CRL of one that certified it does not say so, though it is to.
     */
    boolean mustStillBeTold(GenerationId id) {
        return authorities.find(id).filter(Generation.Revoked.class::isInstance).isPresent()
                && authorities.certifiers(id).stream()
                        .filter(issuer -> isWaitedFor(authorities.find(issuer).orElseThrow()))
                        .anyMatch(issuer -> !tellsAll(issuer));
    }

    /** Nobody holds a ceremony for a CA that is revoked itself, or has expired. */
    private boolean isWaitedFor(Generation certifier) {
        return certifier instanceof Generation.CrlSigning signs
                && !certifier.isEnded()
                && signs.certificate().notAfter().isAfter(clock.instant());
    }

    /** Its own CRL and those of everyone who certified it. */
    private Performed publish(Actor actor, GenerationId id, String name) {
        var issuers = new LinkedHashSet<GenerationId>();
        issuers.add(id);
        issuers.addAll(authorities.certifiers(id));
        var missing = new ArrayList<String>();
        var silent = new ArrayList<String>();
        var failures = new ArrayList<String>();
        for (var issuer : issuers) {
            var signer = authorities.find(issuer).orElseThrow();
            if (!(signer instanceof Generation.CrlSigning signs) || tellsAll(issuer)) {
                continue;
            }
            if (!isIssued(actor, signs, failures)) {
                (issuer.equals(id) || isWaitedFor(signer) ? missing : silent)
                        .add(signs.identity().name().commonName());
            }
        }
        if (missing.isEmpty()) {
            return new Performed.Done(
                    silent.isEmpty()
                            ? name + " is revoked and the CRLs that say so are issued."
                            : "%s is revoked. The CRL of %s does not say so: that CA is revoked itself, or has expired."
                                    .formatted(name, String.join(", ", silent)));
        }
        failures.addFirst(
                "%s is revoked and issues nothing any more. The CRL of %s must say so: hold the ceremony at once (lineage ca ceremony)."
                        .formatted(name, String.join(", ", missing)));
        return new Performed.Waits(String.join(" ", failures));
    }

    /**
     * Where one of them cannot sign the others still do, whatever it is: its own token may be what
     * was lost, and the CRL of another may break a rule.
     */
    private boolean isIssued(Actor actor, Generation.CrlSigning signer, List<String> failures) {
        if (!signing.reaches(signer.identity().key().token())) {
            return false;
        }
        try {
            issueCrl.issueForAuthorities(actor, signer.identity().id());
            return true;
        } catch (TokenUnavailableException e) {
            return false;
        } catch (RuntimeException e) {
            failures.add(
                    "That of %s was not issued: %s"
                            .formatted(signer.identity().name().commonName(), e.getMessage()));
            return false;
        }
    }

    /** When a CRL was made says nothing: what it was read from may be older than a revocation. */
    private boolean tellsAll(GenerationId issuer) {
        return ledger.standings().stream()
                .filter(standing -> standing.generation().equals(issuer))
                .filter(IssueCrl::tellsAuthorities)
                .allMatch(standing ->
                        standing.isFinal() || ledger.tellsAll(issuer, standing.place()));
    }
}
