package org.lineageca.ocsp.foreign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lineageca.ocsp.answer.Period;
import org.lineageca.ocsp.crl.Crl;
import org.lineageca.ocsp.crl.SerialTable;
import org.lineageca.ocsp.crl.UnfitCrlException;
import org.lineageca.ocsp.protocol.CertificateStatus;
import org.lineageca.ocsp.status.GenerationRow;
import org.lineageca.octets.Octets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One issuer's CRLs, read again and again by one thread; asked by any. */
final class CrlsOfIssuer {

    private static final Logger LOG = LoggerFactory.getLogger(CrlsOfIssuer.class);

    /** How much a CA's clock may be ahead of ours. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    /** After a failure it is tried again in this part of the usual time. */
    private static final int SOONER = 10;

    private final int id;
    private final CrlIssuer issuer;
    private final String token;
    private final Octets name;
    private final Octets publicKey;
    private volatile Held held;
    private volatile GenerationRow row;
    private final Map<String, String> problems = new HashMap<>();
    private Instant due = Instant.MIN;

    /**
     * An issuer nothing is known of yet.
     *
     * @param id its number here
     * @param token where its delegate's key is
     * @throws IOException if its certificate or its delegate's cannot be read
     */
    CrlsOfIssuer(int id, CrlIssuer issuer, String token) throws IOException {
        this.id = id;
        this.issuer = issuer;
        this.token = token;
        var certificate = certificate(issuer.certificate());
        this.name = Octets.of(certificate.getSubjectX500Principal().getEncoded());
        this.publicKey = Octets.of(certificate.getPublicKey().getEncoded());
        this.held = new Held(Map.of(), issuer.crls().size(), null, issuer.good());
        this.row = row();
    }

    private GenerationRow row() throws IOException {
        try {
            var delegate = Octets.of(certificate(issuer.signer()).getEncoded());
            return new GenerationRow(
                    id,
                    publicKey.sha256().toHex().substring(0, 16),
                    true,
                    name,
                    publicKey,
                    List.of(new GenerationRow.DelegateRow(token, delegate)),
                    null);
        } catch (GeneralSecurityException e) {
            throw new IOException(issuer.signer() + " is no certificate: " + e.getMessage(), e);
        }
    }

    private static X509Certificate certificate(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " is no certificate: " + e.getMessage(), e);
        }
    }

    int id() {
        return id;
    }

    GenerationRow asGeneration() {
        return row;
    }

    Period period() {
        return held.period();
    }

    @Nullable CertificateStatus status(Octets serial) {
        return held.status(serial).orElse(null);
    }

    /** Serial numbers known to be issued. */
    List<Octets> issuedAfter(Octets serial, int limit) {
        var issued = held.issued();
        return issued == null ? List.of() : issued.after(serial, limit);
    }

    /**
     * Reads everything again if that is due. Called by one thread only.
     *
     * @param changed is told of each certificate about which something else is known afterwards
     */
    void refresh(Instant now, Consumer<Octets> changed) {
        if (now.isBefore(due)) {
            return;
        }
        var before = held;
        var crls = new HashMap<>(before.crls());
        var failed = false;
        for (var place : issuer.crls()) {
            var crl = read(place, crls.get(place), now);
            if (crl == null) {
                failed = true;
            } else {
                crls.put(place, crl);
            }
        }
        var issued = issued(before.issued());
        held = new Held(crls, issuer.crls().size(), issued, issuer.good());
        readDelegate();
        due = now.plus(failed ? issuer.refresh().dividedBy(SOONER) : issuer.refresh());
        held.differences(before, changed);
    }

    private @Nullable Crl read(String place, @Nullable Crl before, Instant now) {
        try {
            var crl = CrlFetch.read(place, name, publicKey);
            if (crl.thisUpdate().isAfter(now.plus(SKEW))) {
                throw new UnfitCrlException("is of a time to come, " + crl.thisUpdate());
            }
            if (!crl.nextUpdate().isAfter(now)) {
                throw new UnfitCrlException("was due for a newer one at " + crl.nextUpdate());
            }
            if (before != null && crl.precedes(before)) {
                throw new UnfitCrlException(
                        "is older than the one read before: number %s of %s after number %s of %s"
                                .formatted(
                                        crl.number(),
                                        crl.thisUpdate(),
                                        before.number(),
                                        before.thisUpdate()));
            }
            if (problems.remove(place) != null || before == null) {
                LOG.info(
                        "CRL {} of {}: {} entries, valid until {}",
                        place,
                        row.label(),
                        crl.revoked().size(),
                        crl.nextUpdate());
            }
            return crl;
        } catch (UnfitCrlException e) {
            report(place, "the CRL %s %s".formatted(place, e.getMessage()));
        } catch (IOException | IllegalArgumentException e) {
            report(place, "the CRL %s cannot be read: %s".formatted(place, e));
        }
        return null;
    }

    private @Nullable SerialTable issued(@Nullable SerialTable before) {
        var file = issuer.issued();
        if (file == null) {
            return null;
        }
        try {
            var issued = IssuedSerials.read(file);
            problems.remove(file.toString());
            return issued;
        } catch (IOException e) {
            report(file.toString(), "issued serial numbers cannot be read: " + e.getMessage());
            return before;
        }
    }

    /** It is renewed from time to time, by whoever runs that CA. */
    private void readDelegate() {
        var file = issuer.signer().toString();
        try {
            row = row();
            problems.remove(file);
        } catch (IOException e) {
            report(file, e.getMessage());
        }
    }

    private void report(String about, @Nullable String problem) {
        var text = String.valueOf(problem);
        if (!text.equals(problems.put(about, text))) {
            LOG.warn(
                    "{}. For {} what is known already is still answered from, until {}.",
                    text,
                    row.label(),
                    held.period().until());
        }
    }
}
