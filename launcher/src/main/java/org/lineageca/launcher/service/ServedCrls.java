package org.lineageca.launcher.service;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** The CRLs as relying parties get them. */
public final class ServedCrls implements AutoCloseable {

    private static final String CRL_NUMBER = "2.5.29.20";

    /** Octets of DER before the INTEGER's value: OCTET STRING and INTEGER, each tag and length. */
    private static final int HEADERS = 4;

    private static final long PAUSE_MILLIS = 200;

    private final Duration limit;
    private final HttpClient http;

    /**
     * Prepares to ask.
     *
     * @param limit how long to wait for one CRL
     */
    public ServedCrls(Duration limit) {
        this.limit = limit;
        this.http = HttpClient.newBuilder().connectTimeout(limit).build();
    }

    /** Waits until a CRL of this number or a later one is served; false if it is not in time. */
    public boolean await(URI url, long number) throws InterruptedException {
        var end = System.nanoTime() + limit.toNanos();
        while (served(url).filter(n -> n.compareTo(BigInteger.valueOf(number)) >= 0).isEmpty()) {
            if (System.nanoTime() >= end) {
                return false;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return true;
    }

    private Optional<BigInteger> served(URI url) throws InterruptedException {
        var request = HttpRequest.newBuilder(url).timeout(limit).build();
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return response.statusCode() == 200 ? number(response.body()) : Optional.empty();
        } catch (IOException unreachable) {
            return Optional.empty();
        }
    }

    /** RFC 5280 5.2.3. */
    private static Optional<BigInteger> number(byte[] der) {
        try {
            var crl =
                    (X509CRL)
                            CertificateFactory.getInstance("X.509")
                                    .generateCRL(new ByteArrayInputStream(der));
            return Optional.ofNullable(crl.getExtensionValue(CRL_NUMBER))
                    .map(value -> new BigInteger(Arrays.copyOfRange(value, HEADERS, value.length)));
        } catch (CRLException | CertificateException notOne) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
