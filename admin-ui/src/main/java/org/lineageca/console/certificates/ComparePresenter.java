package org.lineageca.console.certificates;

import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.decoding.DecodedCertificate;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.CertificateRecord;
import org.lineageca.ca.lifecycle.CertificateReference;
import org.lineageca.ca.lifecycle.FetchCertificate;
import org.lineageca.ca.lifecycle.FindCertificates;
import org.lineageca.ca.x509.Pem;
import org.lineageca.console.language.Texts;
import org.lineageca.octets.Octets;

/**
 * What two certificates say, side by side. In an address one is its SHA-256, or, where it was not
 * issued here, itself in base64url (RFC 4648 5): the address then suffices to see it again.
 */
@Singleton
public final class ComparePresenter {

    private static final Texts TEXTS = Texts.of(ComparePresenter.class);

    /** The longest that fits an address beside another, in octets. */
    static final int LONGEST_IN_ADDRESS = 4_000;

    private static final int SHA256_DIGITS = 64;

    /**
     * One of the two.
     *
     * @param record what is on record about it; null where it was not issued here
     */
    record Side(DecodedCertificate decoded, @Nullable CertificateRecord record) {}

    /** Both, and what is the same. */
    record Comparison(Side first, Side second, List<ComparedField> fields) {

        long differences() {
            return fields.stream().filter(field -> !field.isEqual()).count();
        }
    }

    private final FindCertificates findCertificates;
    private final FetchCertificate fetchCertificate;

    ComparePresenter(FindCertificates findCertificates, FetchCertificate fetchCertificate) {
        this.findCertificates = findCertificates;
        this.fetchCertificate = fetchCertificate;
    }

    /**
     * Both.
     *
     * @param first as in an address
     * @throws RefusedException if one names no certificate
     */
    Comparison compare(Actor actor, String first, String second) {
        var one = side(actor, first);
        var other = side(actor, second);
        return new Comparison(one, other, ComparedField.of(one.decoded(), other.decoded()));
    }

    /**
     * As it stands in an address.
     *
     * @param pasted a certificate in PEM, of anybody; or the serial number or SHA-256 of one of
     *     ours
     * @throws RefusedException if it names none, or more than one
     */
    String address(Actor actor, String pasted) {
        var reference = CertificateReference.parse(pasted);
        var found = findCertificates.resolve(actor, reference);
        if (found.isEmpty() && pasted.contains("-----BEGIN")) {
            var der = Pem.decode(pasted, List.of("CERTIFICATE"));
            decode(der);
            if (der.length() > LONGEST_IN_ADDRESS) {
                throw refused(
                        TEXTS.say(
                                "the-certificate-has-octets-and",
                                der.length(),
                                LONGEST_IN_ADDRESS));
            }
            return Base64.getUrlEncoder().withoutPadding().encodeToString(der.toArray());
        }
        if (found.size() != 1) {
            throw refused(
                    found.isEmpty()
                            ? TEXTS.say("no-certificate-that-was-issued")
                            : TEXTS.say("certificates-of-different-cas-have", found.size()));
        }
        return fetchCertificate.one(actor, reference).sha256().toHex();
    }

    private Side side(Actor actor, String address) {
        if (address.length() == SHA256_DIGITS) {
            var reference = CertificateReference.parse(address);
            var der = fetchCertificate.one(actor, reference);
            return new Side(decode(der), findCertificates.resolve(actor, reference).getFirst());
        }
        try {
            return new Side(decode(Octets.of(Base64.getUrlDecoder().decode(address))), null);
        } catch (IllegalArgumentException e) {
            throw refused(TEXTS.say("the-address-holds-no-certificate", e.getMessage()));
        }
    }

    private static DecodedCertificate decode(Octets der) {
        try {
            return DecodedCertificate.of(der);
        } catch (IllegalArgumentException e) {
            throw refused(TEXTS.say("the-certificate-cannot-be-read", e.getMessage()));
        }
    }

    private static RefusedException refused(String why) {
        return new RefusedException(
                Refusal.INVALID_VALUE, TEXTS.say("nothing-was-compared-paste-a", why));
    }
}
