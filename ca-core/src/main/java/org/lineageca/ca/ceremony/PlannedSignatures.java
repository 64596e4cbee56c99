package org.lineageca.ca.ceremony;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.authority.GenerationIdentity;
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
import org.lineageca.ca.lint.LintFailedException;
import org.lineageca.ca.lint.Linted;
import org.lineageca.ca.lint.rules.CertificateRules;
import org.lineageca.ca.lint.rules.CrlRules;
import org.lineageca.ca.revocation.RevocationEntry;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.ca.x509.SignedStructure;
import org.lineageca.ca.yaml.Place;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.octets.Octets;

/** Writes what a plan's steps will sign, and lints it. */
final class PlannedSignatures {

    private static final int LONGEST_COMMON_NAME = 64;
    private static final String RESPONDER_TOKEN = "responder";

    /**
     * A CA certificate to be.
     *
     * @param issuer null where a root signs its own
     */
    record Order(
            @Nullable PlannedCa issuer,
            CertificateTemplate template,
            DistinguishedName subject,
            Octets publicKey,
            CaConstraints constraints,
            Duration validity,
            @Nullable Octets occasion) {}

    CeremonyStep.SignCaCertificate certificate(
            Order order, GenerationIdentity signer, SerialNumber serial, Instant at, Place place) {
        var issuer = order.issuer();
        var content =
                new CertificateContent(
                        signer,
                        issuer == null ? null : issuer.issuer(),
                        order.template().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        order.template(),
                        serial,
                        order.subject(),
                        order.publicKey(),
                        List.of(),
                        order.constraints(),
                        at,
                        at.plus(order.validity()).minusSeconds(1));
        return new CeremonyStep.SignCaCertificate(linted(content, place), order.occasion());
    }

    CeremonyStep.SignOcspSigner ocspSigner(
            ScriptStep.OcspSigner step, PlannedCa issuer, SerialNumber serial, Instant at) {
        var key = RequestCheck.publicKey(step.pkcs10(), step.place());
        var suffix = " OCSP";
        var name = issuer.identity().name().commonName();
        var shortened =
                name.substring(0, Math.min(name.length(), LONGEST_COMMON_NAME - suffix.length()));
        var content =
                new CertificateContent(
                        issuer.identity(),
                        issuer.issuer(),
                        "ocsp-signer",
                        CertificateTemplate.OCSP_SIGNER,
                        serial,
                        DistinguishedName.ofCommonName(shortened + suffix),
                        key,
                        List.of(),
                        null,
                        at,
                        at.plus(step.validity()).minusSeconds(1));
        return new CeremonyStep.SignOcspSigner(
                linted(content, step.place()), KeyHandle.of(RESPONDER_TOKEN, key));
    }

    private static Linted<CertificateContent> linted(CertificateContent content, Place place) {
        try {
            return CertificateRules.PROFILE.admit(content, TbsCertificateEncoder.encode(content));
        } catch (LintFailedException e) {
            throw place.wrong(String.valueOf(e.getMessage()));
        }
    }

    /** A certificate as later steps need it before it is signed: all of it but the signature. */
    static CaCertificate unsigned(Linted<CertificateContent> linted) {
        return CaCertificate.parse(
                SignedStructure.assemble(
                        linted.toBeSigned(), linted.content().algorithm(), Octets.of(new byte[1])));
    }

    /** Adds a CRL, or a ladder of them; returns the CA as it is then. */
    PlannedCa crls(
            ScriptStep.Crls crls,
            PlannedCa before,
            Instant at,
            PlannedCas cas,
            List<CeremonyStep> steps) {
        if (before.hasFinalCrl()) {
            throw crls.place().wrong("its last CRL is signed; no other may follow");
        }
        var revocations = revocations(crls, before, at);
        var ca = before.revoked(revocations);
        for (var i = 0; i < crls.count(); i++) {
            var thisUpdate = at.plus(crls.every().multipliedBy(i));
            var lifetime = crls.lifetime();
            var entries = ca.entries(thisUpdate);
            var content =
                    new TbsCertList(
                            ca.issuer(),
                            new CrlScope.Complete(ca.identity().uris().crl()),
                            new CrlNumber(ca.lastCrlNumber() + 1),
                            thisUpdate,
                            lifetime == null ? TbsCertList.NEVER : thisUpdate.plus(lifetime),
                            CrlExtent.of(entries),
                            CrlExtensions.plain(cas.hasSiblings(ca)));
            steps.add(
                    new CeremonyStep.SignCrl(
                            linted(content, entries, crls.place()),
                            i == 0 ? revocations : List.of()));
            ca = ca.signedCrl(lifetime == null);
        }
        return ca;
    }

    private static Linted<TbsCertList> linted(
            TbsCertList content, List<RevocationEntry> entries, Place place) {
        try {
            return CrlRules.PROFILE.admit(content, CrlEncoder.encode(content, entries));
        } catch (LintFailedException e) {
            throw place.wrong(String.valueOf(e.getMessage()));
        }
    }

    private static List<RevocationEntry> revocations(
            ScriptStep.Crls crls, PlannedCa ca, Instant at) {
        var entries = new ArrayList<RevocationEntry>();
        for (var revocation : crls.revocations()) {
            var issued = find(revocation, ca);
            if (issued.revocation() != null) {
                throw revocation
                        .place()
                        .wrong("certificate " + issued.serial() + " is revoked already");
            }
            entries.add(
                    new RevocationEntry(
                            issued.serial(), at, revocation.reason(), revocation.invalidityDate()));
        }
        return entries;
    }

    private static KnownCa.Issued find(ScriptStep.Revocation revocation, PlannedCa ca) {
        var wanted = revocation.certificate();
        var found =
                ca.issued().stream()
                        .filter(each ->
                                each.serial().hex().equalsIgnoreCase(wanted.replace(":", ""))
                                        || each.commonName().equals(wanted))
                        .toList();
        if (found.size() != 1) {
            throw revocation
                    .place()
                    .wrong(
                            found.isEmpty()
                                    ? "'"
                                            + wanted
                                            + "' is no certificate that "
                                            + ca.identity().name().commonName()
                                            + " issued"
                                    : "several certificates are named '"
                                            + wanted
                                            + "'; give the serial number");
        }
        return found.getFirst();
    }
}
