package org.lineageca.ca.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.caa.RelevantRecords;
import org.lineageca.ca.crl.CrlPolicy;
import org.lineageca.ca.crl.TbsCertList;
import org.lineageca.ca.forecast.CrlBudget;
import org.lineageca.ca.lint.Finding;
import org.lineageca.ca.people.Recovery;
import org.lineageca.ca.revocation.RevocationEntry;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/** Something that happened to the PKI. */
public sealed interface AuditEvent {

    /** The particulars, by name, in a fixed order. */
    Map<String, String> details();

    /** The name of its type, under which it is recorded and looked for. */
    default String kind() {
        return getClass().getSimpleName();
    }

    /** A key was generated for an authority and recorded. */
    record GenerationCreated(GenerationId generation, String name, String token, String keyId)
            implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered(
                    "generation",
                    generation.sha256().toHex(),
                    "name",
                    name,
                    "token",
                    token,
                    "keyId",
                    keyId);
        }
    }

    record GenerationMoved(GenerationId generation, String from, String to) implements AuditEvent {
        public static GenerationMoved of(Generation from, Generation to) {
            return new GenerationMoved(to.identity().id(), from.state(), to.state());
        }

        @Override
        public Map<String, String> details() {
            return ordered("generation", generation.sha256().toHex(), "from", from, "to", to);
        }
    }

    record CaCertificateRecorded(GenerationId generation, Octets sha256, SerialNumber serial)
            implements AuditEvent {
        public static CaCertificateRecorded of(CaCertificate certificate) {
            return new CaCertificateRecorded(
                    certificate.generation(), certificate.der().sha256(), certificate.serial());
        }

        @Override
        public Map<String, String> details() {
            return ordered(
                    "generation",
                    generation.sha256().toHex(),
                    "sha256",
                    sha256.toHex(),
                    "serial",
                    serial.hex());
        }
    }

    /** From here on the certificate counts as issued. */
    record CertificateIntended(
            GenerationId generation,
            SerialNumber serial,
            String profile,
            String subject,
            Octets tbsSha256)
            implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered(
                    "generation",
                    generation.label(),
                    "serial",
                    serial.hex(),
                    "profile",
                    profile,
                    "subject",
                    subject,
                    "tbsSha256",
                    tbsSha256.toHex());
        }
    }

    /** Rules that do not block found something in a certificate that was intended. */
    record CertificateWarned(GenerationId generation, SerialNumber serial, List<Finding> warnings)
            implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered(
                    "generation",
                    generation.label(),
                    "serial",
                    serial.hex(),
                    "warnings",
                    warnings.stream().map(Finding::toString).collect(Collectors.joining("; ")));
        }
    }

    /** What the DNS said about the names of a certificate before it was intended (RFC 8659). */
    record CaaChecked(GenerationId generation, SerialNumber serial, List<RelevantRecords> found)
            implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered(
                    "generation",
                    generation.label(),
                    "serial",
                    serial.hex(),
                    "found",
                    found.stream()
                            .map(RelevantRecords::toString)
                            .collect(Collectors.joining("; ")));
        }
    }

    /** From here on certificates of a profile are made by this version of it. */
    record ProfileChanged(String profile, int version, Octets sha256) implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered(
                    "profile",
                    profile,
                    "version",
                    Integer.toString(version),
                    "sha256",
                    sha256.toHex());
        }
    }

    /** A precertificate was signed; from here on it may be sent to logs. */
    record PrecertificateRecorded(GenerationId generation, SerialNumber serial, Octets sha256)
            implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered(
                    "generation",
                    generation.label(),
                    "serial",
                    serial.hex(),
                    "sha256",
                    sha256.toHex());
        }
    }

    /**
     * Logs promised to make it public; from here on the token may sign the certificate with their
     * SCTs.
     *
     * @param logs their ids, base64
     * @param tbsSha256 of what is signed
     */
    record CertificateLogged(
            GenerationId generation, SerialNumber serial, List<String> logs, Octets tbsSha256)
            implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered(
                    "generation",
                    generation.label(),
                    "serial",
                    serial.hex(),
                    "logs",
                    String.join(" ", logs),
                    "tbsSha256",
                    tbsSha256.toHex());
        }
    }

    record CertificateRecorded(GenerationId generation, SerialNumber serial, Octets sha256)
            implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered(
                    "generation",
                    generation.label(),
                    "serial",
                    serial.hex(),
                    "sha256",
                    sha256.toHex());
        }
    }

    record CertificateRevoked(GenerationId generation, RevocationEntry entry)
            implements AuditEvent {
        @Override
        public Map<String, String> details() {
            var invalidity = entry.invalidityDate();
            return ordered(
                    "generation",
                    generation.label(),
                    "serial",
                    entry.serial().hex(),
                    "reason",
                    entry.reason().label(),
                    "invalidityDate",
                    invalidity == null ? "" : invalidity.toString());
        }
    }

    /** No certificate is issued over this key from now on. */
    record KeyBlocked(Octets spkiSha256, String why, String source) implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered("spkiSha256", spkiSha256.toHex(), "why", why, "source", source);
        }
    }

    /**
     * The same of the keys of some of a list's certificates.
     *
     * @param sha256 of the digests of the keys that were not blocked before, ascending, one after
     *     the other
     */
    record KeysBlocked(GenerationId generation, int count, Octets sha256) implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered(
                    "generation",
                    generation.label(),
                    "count",
                    Integer.toString(count),
                    "sha256",
                    sha256.toHex());
        }
    }

    /**
     * A certificate on hold was revoked for good.
     *
     * @param hold what it was until then
     */
    record HoldConfirmed(GenerationId generation, RevocationEntry entry, RevocationEntry hold)
            implements AuditEvent {
        @Override
        public Map<String, String> details() {
            var details = new CertificateRevoked(generation, entry).details();
            details.put("was", hold.reason().label());
            details.put("heldSince", hold.revocationDate().toString());
            return details;
        }
    }

    /**
     * A hold was released; the certificate is as good as it was before.
     *
     * @param because why, in the words of whoever released it
     */
    record HoldReleased(GenerationId generation, RevocationEntry hold, String because)
            implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered(
                    "generation",
                    generation.label(),
                    "serial",
                    hold.serial().hex(),
                    "heldSince",
                    hold.revocationDate().toString(),
                    "because",
                    because);
        }
    }

    /** The number is taken and the content fixed; the signature is asked for next. */
    record CrlIntended(
            GenerationId generation, String scope, long number, long entries, Octets tbsSha256)
            implements AuditEvent {
        public static CrlIntended of(TbsCertList content, Octets tbsSha256) {
            return new CrlIntended(
                    content.issuer().generation(),
                    content.place(),
                    content.number().value(),
                    content.extent().entries(),
                    tbsSha256);
        }

        @Override
        public Map<String, String> details() {
            return ordered(
                    "generation",
                    generation.label(),
                    "scope",
                    scope,
                    "number",
                    Long.toString(number),
                    "entries",
                    Long.toString(entries),
                    "tbsSha256",
                    tbsSha256.toHex());
        }
    }

    /**
     * The signature came back.
     *
     * @param octets the size of the whole CRL
     * @param signatureSha256 of the signature value
     */
    record CrlRecorded(
            GenerationId generation, String scope, long number, long octets, Octets signatureSha256)
            implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered(
                    "generation",
                    generation.label(),
                    "scope",
                    scope,
                    "number",
                    Long.toString(number),
                    "octets",
                    Long.toString(octets),
                    "signatureSha256",
                    signatureSha256.toHex());
        }
    }

    /** An officer decided which CRLs a generation issues, and when. */
    record CrlPolicySet(GenerationId generation, Map<String, String> policy) implements AuditEvent {

        public static CrlPolicySet of(GenerationId generation, CrlPolicy policy) {
            return new CrlPolicySet(
                    generation,
                    ordered(
                            "generation",
                            generation.label(),
                            "schedule",
                            policy.schedule().toString(),
                            "deltas",
                            String.valueOf(policy.deltas()),
                            "shards",
                            Integer.toString(policy.shards()),
                            "apartCas",
                            Boolean.toString(policy.apartCas()),
                            "keepsExpiredSince",
                            String.valueOf(policy.keepsExpiredSince())));
        }

        @Override
        public Map<String, String> details() {
            return policy;
        }
    }

    /** A CRL scope was found served: certificates name it from now on. */
    record CrlScopeServed(GenerationId generation, String scope, String uri) implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered("generation", generation.label(), "scope", scope, "uri", uri);
        }
    }

    /**
     * An officer told a publisher to put the CRL before the published one back in its place. What
     * came of it follows; where nothing follows, the publisher did not answer.
     *
     * @param number of the CRL to be withdrawn
     */
    record CrlRollBackOrdered(
            GenerationId generation, String place, String publisher, long number, String because)
            implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered(
                    "generation",
                    generation.label(),
                    "place",
                    place,
                    "publisher",
                    publisher,
                    "number",
                    Long.toString(number),
                    "because",
                    because);
        }
    }

    /** The publisher serves an earlier CRL again; the withdrawn one is published no more. */
    record CrlRolledBack(
            GenerationId generation, String place, String publisher, long from, long to)
            implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered(
                    "generation",
                    generation.label(),
                    "place",
                    place,
                    "publisher",
                    publisher,
                    "from",
                    Long.toString(from),
                    "to",
                    Long.toString(to));
        }
    }

    /** The publisher's guard, or the publisher, did not do it; nothing was changed. */
    record CrlRollBackRefused(
            GenerationId generation, String place, String publisher, String reason, String why)
            implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered(
                    "generation",
                    generation.label(),
                    "place",
                    place,
                    "publisher",
                    publisher,
                    "reason",
                    reason,
                    "why",
                    why);
        }
    }

    record CredentialRegistered(String principal, String role, Octets sha256)
            implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered("principal", principal, "role", role, "sha256", sha256.toHex());
        }
    }

    /** From here on nobody is let in as this principal. */
    record PrincipalRemoved(String principal, String role) implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered("principal", principal, "role", role);
        }
    }

    /** From here on nobody is let in by this certificate. */
    record CredentialRemoved(String principal, Octets sha256) implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered("principal", principal, "sha256", sha256.toHex());
        }
    }

    /** Somebody has another role from here on. */
    record RoleGiven(String principal, String from, String to) implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered("principal", principal, "from", from, "to", to);
        }
    }

    /** Nobody could decide any more; in a ceremony others came to, and lost keys let in no more. */
    record PeopleRecovered(Recovery recovery) implements AuditEvent {
        @Override
        public Map<String, String> details() {
            var newcomers =
                    recovery.newcomers().stream()
                            .map(each ->
                                    "%s %s %s"
                                            .formatted(
                                                    each.name(),
                                                    each.role(),
                                                    each.certificate().fingerprint()))
                            .collect(Collectors.joining(", "));
            return ordered(
                    "newcomers",
                    newcomers,
                    "lost",
                    String.join(", ", recovery.lost()),
                    "reason",
                    recovery.reason(),
                    "witnesses",
                    String.join(", ", recovery.witnesses()),
                    "sha256",
                    recovery.digest().toHex());
        }
    }

    /** An act was proposed, approved, withdrawn or carried out. */
    record ActMoved(
            long act, String actKind, Octets planSha256, String from, String to, String outcome)
            implements AuditEvent {

        public static ActMoved proposed(DecidedAct.Proposed act) {
            return of(act, "", act.state(), "");
        }

        public static ActMoved of(DecidedAct from, DecidedAct to) {
            return of(
                    to,
                    from.state(),
                    to.state(),
                    switch (to) {
                        case DecidedAct.Done done -> done.outcome();
                        case DecidedAct.Proposed _, DecidedAct.Approved _, DecidedAct.Withdrawn _ ->
                                "";
                    });
        }

        private static ActMoved of(DecidedAct act, String from, String to, String outcome) {
            return new ActMoved(
                    act.id(), act.plan().act().kind(), act.plan().digest(), from, to, outcome);
        }

        @Override
        public Map<String, String> details() {
            return ordered(
                    "act",
                    Long.toString(act),
                    "kind",
                    actKind,
                    "planSha256",
                    planSha256.toHex(),
                    "from",
                    from,
                    "to",
                    to,
                    "outcome",
                    outcome);
        }
    }

    /** A certificate of a CA that is not ours was taken on record. */
    record ForeignCertificateRecorded(String subject, Octets sha256) implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered("subject", subject, "sha256", sha256.toHex());
        }
    }

    record ForeignCertificateTrusted(Octets sha256) implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered("sha256", sha256.toHex());
        }
    }

    /** All certificates of a generation that had not expired were revoked at once. */
    record CertificatesRevoked(GenerationId generation, String reason, long count)
            implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered(
                    "generation",
                    generation.label(),
                    "reason",
                    reason,
                    "count",
                    Long.toString(count));
        }
    }

    /**
     * Some certificates of an act's list were revoked with one statement.
     *
     * @param asked how many were up; those that are not among the changes were revoked before
     */
    record ListRevoked(
            long act, GenerationId generation, RevocationReason reason, int asked, Changes changes)
            implements AuditEvent {

        /**
         * What was changed: the rows of {@code revocation} with these change numbers, at that time.
         *
         * @param first the lowest change number; 0 where nothing changed
         * @param last the highest
         * @param sha256 of their lines in ascending order of the change number, as in a list
         */
        public record Changes(int count, long first, long last, Octets sha256) {}

        @Override
        public Map<String, String> details() {
            return ordered(
                    "act",
                    Long.toString(act),
                    "generation",
                    generation.label(),
                    "reason",
                    reason.label(),
                    "asked",
                    Integer.toString(asked),
                    "count",
                    Integer.toString(changes.count()),
                    "firstChange",
                    Long.toString(changes.first()),
                    "lastChange",
                    Long.toString(changes.last()),
                    "sha256",
                    changes.sha256().toHex());
        }
    }

    /**
     * Some of a list had their turn to be made anew. What was signed for that has events of its
     * own.
     *
     * @param asked how many they were
     * @param reissued how many have a successor
     * @param sha256 of the lines {@code GENERATION SERIAL GENERATION SERIAL} of these, the old one
     *     and the new one, each ended by a line feed, in the order of the list
     */
    record ListReissued(long act, long batch, int asked, int reissued, Octets sha256)
            implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered(
                    "act",
                    Long.toString(act),
                    "batch",
                    Long.toString(batch),
                    "asked",
                    Integer.toString(asked),
                    "count",
                    Integer.toString(reissued),
                    "sha256",
                    sha256.toHex());
        }
    }

    /** The re-issue of a list waits, or goes on. */
    record ReissueHalted(long batch, boolean halted) implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return waiting(batch, halted);
        }
    }

    /** The revocation of a list waits, or goes on. */
    record ListHalted(long batch, boolean halted) implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return waiting(batch, halted);
        }
    }

    /**
     * A mass revocation was gone through, and nothing was revoked.
     *
     * @param list the digest of the list
     * @param evidenceSha256 of what is on record of it
     */
    record DrillHeld(long act, long batch, int certificates, Octets list, Octets evidenceSha256)
            implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered(
                    "act",
                    Long.toString(act),
                    "batch",
                    Long.toString(batch),
                    "certificates",
                    Integer.toString(certificates),
                    "list",
                    list.toHex(),
                    "evidenceSha256",
                    evidenceSha256.toHex());
        }
    }

    /** The signer lets a key sign no more than this from now on. */
    record KeyRestricted(GenerationId generation, String purposes) implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered("generation", generation.label(), "purposes", purposes);
        }
    }

    /**
     * A private key is gone.
     *
     * @param refusal what the token answered when it was asked to sign with it afterwards
     */
    record KeyDestroyed(GenerationId generation, String token, String keyId, String refusal)
            implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered(
                    "generation",
                    generation.label(),
                    "token",
                    token,
                    "keyId",
                    keyId,
                    "refusal",
                    refusal);
        }
    }

    /** A PKCS#10 request over a generation's key was signed for a CA that is not ours. */
    record CertificationRequested(GenerationId generation, Octets requestSha256)
            implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered(
                    "generation", generation.label(), "requestSha256", requestSha256.toHex());
        }
    }

    /** How large a lineage's CRL should become at most; empty for no limit. */
    record BudgetSet(String lineage, CrlBudget budget) implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered(
                    "lineage",
                    lineage,
                    "entries",
                    budget.entries() == null ? "" : budget.entries().toString(),
                    "bytes",
                    budget.bytes() == null ? "" : budget.bytes().toString());
        }
    }

    /** A ceremony was drafted, edited, approved, begun or ended. */
    record CeremonyMoved(String ceremony, String what, Octets planSha256) implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered("ceremony", ceremony, "what", what, "planSha256", planSha256.toHex());
        }
    }

    /** An entry was added to the transcript of a ceremony's run. */
    record CeremonyEntryAdded(long run, long sequence, Octets sha256) implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered(
                    "run",
                    String.valueOf(run),
                    "sequence",
                    String.valueOf(sequence),
                    "sha256",
                    sha256.toHex());
        }
    }

    /**
     * Another key of a responder answers from here on for the generations the first answered for.
     */
    record ResponderKeySucceeded(String token, String keyId, String successor, int generations)
            implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered(
                    "token",
                    token,
                    "keyId",
                    keyId,
                    "successor",
                    successor,
                    "generations",
                    Integer.toString(generations));
        }
    }

    /**
     * A responder's key is gone, as its operator says who destroyed it.
     *
     * @param refusal what the token answered when it was asked to sign with it afterwards
     */
    record ResponderKeyDestroyed(String token, String keyId, String refusal) implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered("token", token, "keyId", keyId, "refusal", refusal);
        }
    }

    /** A CRL that a ceremony signed was taken over: published, sealed or released. */
    record CrlAdopted(GenerationId generation, String scope, long number, String how)
            implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered(
                    "generation",
                    generation.label(),
                    "scope",
                    scope,
                    "number",
                    String.valueOf(number),
                    "how",
                    how);
        }
    }

    /** The key of another installation was brought, compared by a second person, or removed. */
    record PartnerMoved(String partner, Octets keySha256, String to) implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered("partner", partner, "keySha256", keySha256.toHex(), "to", to);
        }
    }

    /** A package was packed for a partner, or one that came from it took effect. */
    record PackageCarried(
            String partner, String direction, long sequence, String contents, Octets manifestSha256)
            implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered(
                    "partner",
                    partner,
                    "direction",
                    direction,
                    "sequence",
                    Long.toString(sequence),
                    "kind",
                    contents,
                    "manifestSha256",
                    manifestSha256.toHex());
        }
    }

    /** The key that signs checkpoints of the audit log was taken on record. */
    record AuditKeyRecorded(String name, String token, Octets keySha256) implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered("name", name, "token", token, "keySha256", keySha256.toHex());
        }
    }

    /**
     * Requests were put on an issue batch.
     *
     * @param sha256 of their digests in the order of their positions, one after the other
     */
    record IssueBatchFilled(long batch, int first, int count, Octets sha256) implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered(
                    "batch",
                    Long.toString(batch),
                    "first",
                    Integer.toString(first),
                    "count",
                    Integer.toString(count),
                    "sha256",
                    sha256.toHex());
        }
    }

    /** An issue batch came into another state; certificates of it have events of their own. */
    record IssueBatchMoved(long batch, String profile, String from, String to)
            implements AuditEvent {
        @Override
        public Map<String, String> details() {
            return ordered(
                    "batch", Long.toString(batch), "profile", profile, "from", from, "to", to);
        }
    }

    private static Map<String, String> waiting(long batch, boolean halted) {
        return ordered("batch", Long.toString(batch), "to", halted ? "Paused" : "Resumed");
    }

    private static Map<String, String> ordered(String... namesAndValues) {
        var details = new LinkedHashMap<String, String>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            details.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return details;
    }
}
