package org.lineageca.ca.rehearsal;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.authority.Issuer;
import org.lineageca.ca.authority.RelyingPartyUris;
import org.lineageca.ca.crl.CrlEncoder;
import org.lineageca.ca.crl.CrlExtensions;
import org.lineageca.ca.crl.CrlExtent;
import org.lineageca.ca.crl.CrlNumber;
import org.lineageca.ca.crl.CrlScope;
import org.lineageca.ca.crl.TbsCertList;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.issuance.CertificateContent;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.issuance.TbsCertificateEncoder;
import org.lineageca.ca.lint.rules.CertificateRules;
import org.lineageca.ca.lint.rules.CrlRules;
import org.lineageca.ca.revocation.RevocationEntry;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.ca.x509.AlternativeName;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.octets.Octets;

/**
 * Makes shadow hierarchies by what real ones are made by: the encoders, the rules, the signer. What
 * sets the layouts apart is only which keys, names, URLs and CRL scopes these are given.
 */
public final class ShadowAuthority {

    /** Never resolves (RFC 6761 6.4), so no verifier asks a real service about a shadow. */
    private static final String PUBLISHER = "http://rehearsal.invalid";

    private static final String SERVER = "server.rehearsal.invalid";

    private final TokenSigning signing;
    private final RandomGenerator random;
    private final RehearsalPlan plan;
    private final ShadowKeys keys;
    private final ShadowTimes times;

    public ShadowAuthority(
            TokenSigning signing,
            RandomGenerator random,
            RehearsalPlan plan,
            ShadowKeys keys,
            Instant now) {
        this.signing = signing;
        this.random = random;
        this.plan = plan;
        this.keys = keys;
        this.times = new ShadowTimes(now, plan);
    }

    /** A leaf with what its CRL says of it. */
    private record Issued(ShadowLeaf leaf, SerialNumber serial) {}

    public ShadowHierarchy build(Layout layout) {
        var root = root();
        var issuers = new EnumMap<Side, Issuer>(Side.class);
        var issuing = new EnumMap<Side, Octets>(Side.class);
        for (var side : Side.values()) {
            var issuer = issuing(layout, side, root);
            issuers.put(side, issuer);
            issuing.put(side, issuer.certificate().der());
        }
        var leaves =
                issuers.entrySet().stream()
                        .flatMap(entry ->
                                Stream.of(false, true)
                                        .map(revoked ->
                                                leaf(entry.getValue(), entry.getKey(), revoked)))
                        .toList();
        return new ShadowHierarchy(
                layout,
                root.certificate().der(),
                crl(root, List.of(), false),
                issuing,
                leaves.stream().map(Issued::leaf).toList(),
                crls(layout, issuers, leaves));
    }

    private Map<Side, Octets> crls(Layout layout, Map<Side, Issuer> issuers, List<Issued> leaves) {
        var crls = new EnumMap<Side, Octets>(Side.class);
        issuers.forEach((side, issuer) -> {
            if (!layout.hasOneCrl()) {
                var own =
                        leaves.stream().filter(issued -> issued.leaf().issuedBy() == side).toList();
                crls.put(side, crl(issuer, own, layout.statesItsScope()));
            } else if (side == Side.NEW) {
                crls.put(side, crl(issuer, leaves, false));
            }
        });
        return crls;
    }

    private Issuer root() {
        var key = keys.root();
        var identity =
                new GenerationIdentity(
                        plan.root().name(), 1, null, null, key, plan.root().algorithm(), uris(key));
        var certificate =
                certificate(
                        identity,
                        null,
                        CertificateTemplate.ROOT_CA,
                        new Subject(plan.root().name(), key.publicKey(), List.of()),
                        times.root());
        return new Issuer(identity, CaCertificate.parse(certificate));
    }

    private Issuer issuing(Layout layout, Side side, Issuer root) {
        var changed = side == Side.NEW;
        var key = changed && layout.hasNewKey() ? keys.newIssuing() : keys.oldIssuing();
        var name = changed && layout.hasNewName() ? plan.successor() : plan.issuing().name();
        var identity =
                new GenerationIdentity(
                        name,
                        changed && layout.hasNewKey() && !layout.hasNewName() ? 2 : 1,
                        "rehearsal",
                        root.generation(),
                        key,
                        plan.issuing().algorithm(),
                        // One CRL is at one URL, and all certificates name it.
                        uris(layout.hasOneCrl() ? keys.oldIssuing() : key));
        var certificate =
                certificate(
                        root.identity(),
                        root,
                        CertificateTemplate.ISSUING_CA,
                        new Subject(name, key.publicKey(), List.of()),
                        times.issuing(side));
        return new Issuer(identity, CaCertificate.parse(certificate));
    }

    private Issued leaf(Issuer issuer, Side side, boolean revoked) {
        var subject =
                new Subject(
                        DistinguishedName.ofCommonName(SERVER),
                        keys.leaf(),
                        List.of(new AlternativeName.Dns(SERVER)));
        var content =
                content(
                        issuer.identity(),
                        issuer,
                        CertificateTemplate.TLS_SERVER,
                        subject,
                        times.leaf(side));
        return new Issued(
                new ShadowLeaf(side, revoked, sign(content), issuer.certificate().der()),
                content.serial());
    }

    /**
     * Whom a certificate is about.
     *
     * @param publicKey DER SubjectPublicKeyInfo
     */
    private record Subject(
            DistinguishedName name, Octets publicKey, List<AlternativeName> alternatives) {}

    private Octets certificate(
            GenerationIdentity signer,
            @Nullable Issuer issuer,
            CertificateTemplate template,
            Subject subject,
            ShadowTimes.Span validity) {
        return sign(content(signer, issuer, template, subject, validity));
    }

    private CertificateContent content(
            GenerationIdentity signer,
            @Nullable Issuer issuer,
            CertificateTemplate template,
            Subject subject,
            ShadowTimes.Span validity) {
        return new CertificateContent(
                signer,
                issuer,
                "rehearsal",
                template,
                SerialNumber.random(random),
                subject.name(),
                subject.publicKey(),
                subject.alternatives(),
                constraints(template),
                validity.from(),
                validity.to());
    }

    private static @Nullable CaConstraints constraints(CertificateTemplate template) {
        return switch (template) {
            case ROOT_CA, POLICY_CA, CROSS_CA -> CaConstraints.NONE;
            case ISSUING_CA -> CaConstraints.ISSUING;
            case OCSP_SIGNER, TLS_SERVER, TLS_CLIENT, S_MIME, CODE_SIGNING -> null;
        };
    }

    private Octets sign(CertificateContent content) {
        return signing.signCertificate(
                CertificateRules.PROFILE.admit(content, TbsCertificateEncoder.encode(content)));
    }

    private Octets crl(Issuer issuer, List<Issued> candidates, boolean statesItsScope) {
        var entries =
                candidates.stream()
                        .filter(issued -> issued.leaf().revoked())
                        .map(issued ->
                                new RevocationEntry(
                                        issued.serial(),
                                        times.revocation(),
                                        RevocationReason.SUPERSEDED,
                                        null))
                        .sorted(Comparator.comparing(RevocationEntry::serial))
                        .toList();
        var content =
                new TbsCertList(
                        issuer,
                        new CrlScope.Complete(issuer.uris().crl()),
                        new CrlNumber(1),
                        times.thisUpdate(),
                        times.nextUpdate(),
                        CrlExtent.of(entries),
                        CrlExtensions.plain(statesItsScope));
        return signing.signCrl(
                CrlRules.PROFILE.admit(content, CrlEncoder.encode(content, entries)));
    }

    private static RelyingPartyUris uris(KeyHandle key) {
        return RelyingPartyUris.under(
                PUBLISHER, null, GenerationId.ofPublicKey(key.publicKey()).label());
    }
}
