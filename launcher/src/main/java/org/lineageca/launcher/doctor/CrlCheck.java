package org.lineageca.launcher.doctor;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.lineageca.launcher.health.Reasons;
import org.lineageca.launcher.installation.RelyingPartyUrls;

/** Fetches every CRL from the URL that certificates name, as a relying party does. */
record CrlCheck() implements Check {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String REMEDY =
            "See `lineage logs crl-publisher` and `lineage logs ca-core`; `lineage crl issue` makes new ones.";

    @Override
    public List<Finding> examine(Patient patient) throws InterruptedException {
        if (!patient.runs() || !patient.installation().pkiCreated()) {
            return List.of();
        }
        var findings = new ArrayList<Finding>();
        try (var http = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
            for (var urls : RelyingPartyUrls.of(patient.owner())) {
                findings.add(fetch(http, urls.crl(), patient));
            }
        } catch (SQLException e) {
            findings.add(
                    Finding.fail(
                            "crl", "the database does not name the CRLs: " + Reasons.of(e), ""));
        }
        return findings;
    }

    private static Finding fetch(HttpClient http, String url, Patient patient)
            throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create(url)).timeout(LIMIT).build();
            var response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                return Finding.fail(
                        "crl", "%s answers %d".formatted(url, response.statusCode()), REMEDY);
            }
            var crl =
                    (X509CRL)
                            CertificateFactory.getInstance("X.509")
                                    .generateCRL(new ByteArrayInputStream(response.body()));
            var next = crl.getNextUpdate().toInstant();
            var text = "%s is good until %s".formatted(url, next);
            return patient.now().isBefore(next)
                    ? Finding.ok("crl", text)
                    : Finding.fail("crl", "%s is over since %s".formatted(url, next), REMEDY);
        } catch (IOException | CertificateException | CRLException e) {
            return Finding.fail("crl", "%s: %s".formatted(url, Reasons.of(e)), REMEDY);
        }
    }
}
