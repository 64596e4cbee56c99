package org.lineageca.ca.lifecycle;

import java.io.ByteArrayInputStream;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.path.CertificateBundle;
import org.lineageca.ca.path.Exploration;
import org.lineageca.ca.path.PathCertificate;
import org.lineageca.ca.path.PathSearch;
import org.lineageca.ca.path.PathValidation;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.octets.Octets;

/**
 * Shows every path from a certificate to trust anchors, and why those that do not hold do not.
 * Whatever CRLs are on record here are looked at; nothing is fetched.
 */
public final class ExplorePaths {

    /** The longest of each of the inputs, in octets. */
    public static final int MAX_OCTETS = 256 * 1024;

    /** What a certificate's validity can express (RFC 5280 4.1.2.5). */
    private static final Instant FIRST = Instant.parse("1950-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /**
     * What is asked. Certificates are PEM or DER.
     *
     * @param certificate the target, and after it whatever came with it
     * @param anchors null for our own roots and the foreign ones we trust
     * @param extra further CA certificates; null for none
     * @param at when the paths must hold; null for now
     */
    public record Question(
            Octets certificate,
            @Nullable Octets anchors,
            @Nullable Octets extra,
            @Nullable Instant at) {}

    private final CertificatePool pool;
    private final InstantSource clock;

    public ExplorePaths(CertificatePool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    public Exploration explore(Actor actor, Question question) {
        actor.require(Permission.VIEW);
        var at = at(question.at());
        var known = KnownCertificates.read(pool);
        var chain = parse("certificate", question.certificate(), known);
        var anchors =
                question.anchors() == null
                        ? known.anchors()
                        : parse("anchors", question.anchors(), known);
        var candidates = new ArrayList<>(chain.subList(1, chain.size()));
        if (question.extra() != null) {
            candidates.addAll(parse("extra", question.extra(), known));
        }
        candidates.addAll(known.all());
        var found = PathSearch.find(chain.getFirst(), anchors, candidates);
        var issuers =
                found.paths().stream()
                        .flatMap(path -> path.certificates().stream())
                        .map(PathCertificate::issuerName)
                        .collect(Collectors.toSet());
        return new Exploration(
                chain.getFirst(),
                at,
                new PathValidation(at, crls(issuers)).judge(found.paths()),
                found.cuts());
    }

    private Instant at(@Nullable Instant asked) {
        var at = asked == null ? clock.instant() : asked;
        if (at.isBefore(FIRST) || at.isAfter(LAST)) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    at
                            + " is not a time at which certificates are valid. Nothing was looked for. Give one between "
                            + FIRST
                            + " and "
                            + LAST
                            + ".");
        }
        return at;
    }

    private static List<PathCertificate> parse(
            String what, Octets content, KnownCertificates known) {
        if (content.length() > MAX_OCTETS) {
            throw new RefusedException(
                    Refusal.TOO_LARGE,
                    "What was given as '%s' has %d octets, more than %d. Nothing was looked for. Give fewer certificates."
                            .formatted(what, content.length(), MAX_OCTETS));
        }
        try {
            return CertificateBundle.parse(content).stream().map(known::recognise).toList();
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    Refusal.MALFORMED,
                    "What was given as '%s' cannot be read: %s. Nothing was looked for. Give certificates in PEM."
                            .formatted(what, e.getMessage()),
                    e);
        }
    }

    private List<X509CRL> crls(java.util.Set<DistinguishedName> issuers) {
        return pool.newestCrls(issuers).stream().map(ExplorePaths::crl).toList();
    }

    /** It is one of ours: that it cannot be read would be a defect. */
    private static X509CRL crl(Octets der) {
        try {
            return (X509CRL)
                    CertificateFactory.getInstance("X.509")
                            .generateCRL(new ByteArrayInputStream(der.toArray()));
        } catch (CRLException | CertificateException e) {
            throw new IllegalStateException("a CRL on record cannot be read", e);
        }
    }
}
