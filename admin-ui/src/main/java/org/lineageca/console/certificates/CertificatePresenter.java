package org.lineageca.console.certificates;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.decoding.DecodedCertificate;
import org.lineageca.ca.lifecycle.ShowCertificate;
import org.lineageca.ca.lifecycle.ShowTransparency;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.console.language.Texts;
import org.lineageca.console.picture.StatusTimeline;
import org.lineageca.octets.Octets;

/** What the page of one certificate shows. */
@Singleton
public final class CertificatePresenter {

    private static final Texts TEXTS = Texts.of(CertificatePresenter.class);

    private final ShowCertificate showCertificate;
    private final ShowTransparency showTransparency;
    private final InstantSource clock;

    CertificatePresenter(
            ShowCertificate showCertificate,
            ShowTransparency showTransparency,
            InstantSource clock) {
        this.showCertificate = showCertificate;
        this.showTransparency = showTransparency;
        this.clock = clock;
    }

    /** The one with this fingerprint; empty if none was issued here. */
    Optional<CertificatePage> byFingerprint(Actor actor, Octets sha256) {
        return showCertificate.byFingerprint(actor, sha256).map(shown -> page(actor, shown));
    }

    /** The one a generation gave this serial number; the same, also where it was never signed. */
    Optional<CertificatePage> bySerial(Actor actor, String label, SerialNumber serial) {
        return showCertificate.bySerial(actor, label, serial).map(shown -> page(actor, shown));
    }

    private CertificatePage page(Actor actor, ShowCertificate.Shown shown) {
        return page(shown, showTransparency.of(actor, shown.certificate()), clock);
    }

    static CertificatePage page(
            ShowCertificate.Shown shown,
            Optional<ShowTransparency.Transparency> transparency,
            InstantSource clock) {
        var der = shown.der();
        return new CertificatePage(
                shown,
                der == null ? null : DecodedCertificate.of(der),
                transparency,
                StatusTimeline.draw(
                        "status",
                        TEXTS.say("what-it-went-through"),
                        LifeStory.of(shown, transparency, clock.instant()),
                        clock.instant()));
    }
}
