package org.lineageca.ca.ceremony;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.authority.Issuer;
import org.lineageca.ca.crl.CrlSchedule;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.revocation.RevocationEntry;
import org.lineageca.ca.x509.CaCertificate;

/**
 * A CA as it will be when the planned steps so far are done.
 *
 * @param keyName its name in the script; its label where it was there before
 * @param issues whether it may sign certificates: the enabled one of its lineage
 * @param crls how many CRLs of it are planned
 */
record PlannedCa(
        String keyName,
        GenerationIdentity identity,
        CaCertificate certificate,
        CaConstraints constraints,
        boolean issues,
        boolean isNew,
        CrlSchedule schedule,
        long lastCrlNumber,
        int crls,
        boolean hasFinalCrl,
        List<KnownCa.Issued> issued) {

    static PlannedCa known(KnownCa ca, GenerationIdentity identity, CaCertificate certificate) {
        return new PlannedCa(
                ca.identity().id().label(),
                identity,
                certificate,
                CaConstraints.of(ca.certificate()),
                ca.isEnabled(),
                false,
                ca.schedule(),
                ca.lastCrlNumber(),
                0,
                ca.hasFinalCrl(),
                ca.issued());
    }

    Issuer issuer() {
        return new Issuer(identity, certificate);
    }

    PlannedCa certified(CaCertificate renewed) {
        return new PlannedCa(
                keyName,
                identity,
                renewed,
                constraints,
                issues,
                isNew,
                schedule,
                lastCrlNumber,
                crls,
                hasFinalCrl,
                issued);
    }

    PlannedCa issued(KnownCa.Issued certificate) {
        var all = new ArrayList<>(issued);
        all.add(certificate);
        return with(all, crls, lastCrlNumber, hasFinalCrl);
    }

    PlannedCa revoked(List<RevocationEntry> entries) {
        var all =
                issued.stream()
                        .map(each ->
                                entries.stream()
                                        .filter(entry -> entry.serial().equals(each.serial()))
                                        .findFirst()
                                        .map(entry ->
                                                new KnownCa.Issued(
                                                        each.serial(),
                                                        each.commonName(),
                                                        each.notAfter(),
                                                        entry))
                                        .orElse(each))
                        .toList();
        return with(all, crls, lastCrlNumber, hasFinalCrl);
    }

    PlannedCa signedCrl(boolean isFinal) {
        return with(issued, crls + 1, lastCrlNumber + 1, hasFinalCrl || isFinal);
    }

    private PlannedCa with(
            List<KnownCa.Issued> certificates, int count, long number, boolean isFinal) {
        return new PlannedCa(
                keyName,
                identity,
                certificate,
                constraints,
                issues,
                isNew,
                schedule,
                number,
                count,
                isFinal,
                certificates);
    }

    /** What its CRL says: what is revoked and has not expired by then. */
    List<RevocationEntry> entries(Instant thisUpdate) {
        return issued.stream()
                .filter(each -> !each.notAfter().isBefore(thisUpdate))
                .map(KnownCa.Issued::revocation)
                .filter(java.util.Objects::nonNull)
                .sorted(Comparator.comparing(RevocationEntry::serial))
                .toList();
    }
}
