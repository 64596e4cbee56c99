package org.lineageca.ca.publication;

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
import java.time.Duration;
import org.lineageca.ca.crl.CrlNumber;
import org.lineageca.ca.lifecycle.PublishedCrls;
import org.lineageca.octets.Octets;

/** Looks at CRL URLs as a relying party does. */
public final class HttpPublishedCrls implements PublishedCrls {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    @Override
    public void await(String uri, Octets der, Duration limit) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            var found = look(uri, der);
            if (found.isEmpty()) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new NotPublishedException(uri, found);
            }
            pause();
        }
    }

    /** Empty if the URL serves this CRL or one issued since, else what was found. */
    private String look(String uri, Octets der) {
        try {
            var request =
                    HttpRequest.newBuilder(URI.create(uri)).timeout(Duration.ofSeconds(5)).build();
            var response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                return "HTTP status " + response.statusCode();
            }
            var served = Octets.of(response.body());
            return served.equals(der) || isLater(served, der)
                    ? ""
                    : "an earlier CRL is served there";
        } catch (CRLException e) {
            return "what is served there is no CRL";
        } catch (IOException e) {
            return "no answer (" + e + ")";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotPublishedException(uri, "interrupted while waiting");
        }
    }

    /**
     * Another may have been issued in the meantime, within the same second too: it says all that
     * this one says.
     */
    private static boolean isLater(Octets served, Octets der) throws CRLException {
        var there = parse(served);
        var here = parse(der);
        var number = CrlNumber.of(here).orElseThrow();
        return there.getIssuerX500Principal().equals(here.getIssuerX500Principal())
                && CrlNumber.of(there).filter(later -> later.isAfter(number)).isPresent();
    }

    private static X509CRL parse(Octets der) throws CRLException {
        try {
            return (X509CRL)
                    CertificateFactory.getInstance("X.509")
                            .generateCRL(new ByteArrayInputStream(der.toArray()));
        } catch (CertificateException e) {
            throw new IllegalStateException("every JDK reads X.509", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
