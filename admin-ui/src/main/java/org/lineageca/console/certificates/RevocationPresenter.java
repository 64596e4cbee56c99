package org.lineageca.console.certificates;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.lifecycle.BlockKeys;
import org.lineageca.ca.lifecycle.CertificateRecord;
import org.lineageca.ca.lifecycle.CertificateReference;
import org.lineageca.ca.lifecycle.ListGenerations;
import org.lineageca.ca.lifecycle.ReleaseHold;
import org.lineageca.ca.lifecycle.RevokeCertificate;
import org.lineageca.ca.revocation.ReleaseDecision;
import org.lineageca.ca.revocation.RevocationDecision;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Instants;

/** Revokes certificates and releases holds, and says before what follows. */
@Singleton
public final class RevocationPresenter {

    private static final Texts TEXTS = Texts.of(RevocationPresenter.class);

    private final RevokeCertificate revokeCertificate;
    private final ReleaseHold releaseHold;
    private final BlockKeys blockKeys;
    private final ListGenerations listGenerations;
    private final InstantSource clock;

    RevocationPresenter(
            RevokeCertificate revokeCertificate,
            ReleaseHold releaseHold,
            BlockKeys blockKeys,
            ListGenerations listGenerations,
            InstantSource clock) {
        this.revokeCertificate = revokeCertificate;
        this.releaseHold = releaseHold;
        this.blockKeys = blockKeys;
        this.listGenerations = listGenerations;
        this.clock = clock;
    }

    /**
     * What would follow.
     *
     * @param sameKey the other certificates over its key
     */
    RevocationOutlook outlook(
            Actor actor, CertificateRecord certificate, List<CertificateRecord> sameKey) {
        return new RevocationOutlook(
                certificate,
                listGenerations.crls(actor),
                sameKey,
                listGenerations.profiles(actor).stream()
                        .filter(profile -> profile.name().equals(certificate.profile()))
                        .anyMatch(profile -> profile.template() == CertificateTemplate.TLS_CLIENT),
                clock.instant());
    }

    /**
     * Revokes.
     *
     * @param since when the key may have got into other hands, as somebody wrote it; blank if that
     *     is not known
     */
    RevocationDecision revoke(
            Actor actor, CertificateRecord certificate, RevocationReason reason, String since) {
        return revokeCertificate.revoke(
                actor,
                reference(certificate),
                reason,
                Instants.read(since, TEXTS.say("nothing-was-revoked")));
    }

    /** The other certificates over the key of one that was revoked. */
    List<CertificateRecord> sameKey(Actor actor, RevocationDecision decision) {
        return blockKeys.sameKey(actor, decision);
    }

    ReleaseDecision release(Actor actor, CertificateRecord certificate, String because) {
        return releaseHold.release(actor, reference(certificate), because);
    }

    private static CertificateReference reference(CertificateRecord certificate) {
        var fingerprint = certificate.sha256();
        return fingerprint == null
                ? new CertificateReference.BySerial(certificate.serial())
                : new CertificateReference.ByFingerprint(fingerprint);
    }
}
