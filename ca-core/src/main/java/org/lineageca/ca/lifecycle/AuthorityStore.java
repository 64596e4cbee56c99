package org.lineageca.ca.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.authority.NamingRule;
import org.lineageca.ca.crl.CrlPolicy;
import org.lineageca.ca.issuance.CertificateProfile;
import org.lineageca.ca.profile.ProfileDocument;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.octets.Octets;

/**
 * Where authorities, their generations and lineages are kept. Each method is one transaction, its
 * audit events included.
 */
public interface AuthorityStore {

    /** Records a new generation, its lineage if that is new, and its complete CRL scope. */
    Generation.AwaitingCertificate create(
            GenerationIdentity identity, CrlPolicy crls, Instant at, Actor actor);

    /** In the order they were created. */
    List<Generation> generations();

    Optional<Generation> find(GenerationId id);

    /** The generation that issues for a role now. */
    Optional<Generation.Enabled> enabled(String lineage);

    /** Records a CA certificate and the move it brings about. */
    void certified(Generation.AwaitingCertificate from, Generation.Staged to, Actor actor);

    /** Records a change of state. */
    void moved(Generation from, Generation to, Actor actor);

    /** Issuing passes from one to the other in one moment: nobody sees two, or none. */
    void cutOver(
            Generation.Enabled from,
            Generation.Disabled disabled,
            Generation.Staged to,
            Generation.Enabled enabled,
            Actor actor);

    /**
     * Records another certificate over a generation's key.
     *
     * @param issuer the generation that signed it; null for a CA that is not ours
     * @param isCross whether it is served beside the generation's own, not instead of it
     */
    void add(
            CaCertificate certificate,
            @Nullable GenerationId issuer,
            boolean isCross,
            Instant at,
            Actor actor);

    /** All certificates over a generation's key, in the order they were recorded. */
    List<RecordedCaCertificate> certificates(GenerationId id);

    /**
     * A certificate over a generation's key.
     *
     * @param issuer the generation that signed it; null for a CA that is not ours
     */
    record RecordedCaCertificate(
            CaCertificate certificate, @Nullable GenerationId issuer, boolean isCross) {}

    /**
     * Generations of ours that certified a generation, or promised to: whose CRLs tell that it is
     * revoked.
     */
    List<GenerationId> certifiers(GenerationId id);

    /**
     * Revokes what generations of ours signed over a generation's key, or promised to, as far as it
     * has not expired. What is revoked already stays as it is.
     *
     * @param invalidityDate since when the key is suspected to be compromised; null if not known
     */
    void revokeOwn(
            GenerationId id,
            RevocationReason reason,
            @Nullable Instant invalidityDate,
            Instant at,
            Actor actor);

    /**
     * Whether {@link #revokeOwn} would change anything now; asks without making others wait.
     *
     * @param reason for keyCompromise, also what was revoked for another reason: the key is blocked
     */
    boolean hasOwnToRevoke(GenerationId id, RevocationReason reason, Instant at);

    /**
     * Revokes an authority, {@link #revokeOwn} included, and, where asked for, all it issued that
     * has not expired; all or nothing.
     *
     * @param invalidityDate since when the key is suspected to be compromised; null if not known
     * @param certificates the reason its certificates are revoked for; null to leave them
     */
    void revoked(
            Generation from,
            Generation.Revoked to,
            RevocationReason reason,
            @Nullable Instant invalidityDate,
            @Nullable RevocationReason certificates,
            Actor actor);

    /** Records that a key is gone, and the evidence. */
    void destroyed(Generation from, Generation.Destroyed to, String refusal, Actor actor);

    /** Records that a request over a generation's key is about to be signed. */
    void requested(GenerationId generation, Octets requestSha256, Instant at, Actor actor);

    /** Records that the signer restricted a key. */
    void restricted(GenerationId generation, String purposes, Instant at, Actor actor);

    /** The rule by which a lineage names its authorities; empty while it was given none. */
    Optional<NamingRule> namingRule(String lineage);

    void name(String lineage, NamingRule rule);

    /**
     * The certificates of the issuers above a generation, nearest first, the self-signed root left
     * out; those that are not ours included.
     */
    List<CaCertificate> chainAbove(GenerationId id);

    /** Adds the first version of a profile, or does nothing if one of that name exists. */
    void add(ProfileDocument document, Instant at, Actor actor);

    /**
     * A profile and the generation that issues by it at the moment, seen together; empty where
     * either is missing.
     */
    Optional<IssuingPlace> place(String profile);

    Optional<CertificateProfile> profile(String name);

    List<CertificateProfile> profiles();
}
