package org.lineageca.hsm.pkcs11;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.lineageca.hsm.client.KeyId;
import org.lineageca.hsm.client.TokenKey;
import org.lineageca.hsm.pkcs11.TokenObjects.Kind;
import org.lineageca.hsm.pkcs11.TokenObjects.TokenObject;
import org.lineageca.octets.Octets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The holder certificates as they lie on a token.
 *
 * <p>The value of a certificate object cannot be changed (PKCS #11 v2.40 4.6.3), so another takes
 * its place: the new one is stored, then the old one destroyed. Whoever dies in between leaves two,
 * of which the narrower counts, and never none.
 */
final class HolderCertificates {

    private static final Logger LOG = LoggerFactory.getLogger(HolderCertificates.class);

    private final String token;
    private final TokenObjects objects;

    HolderCertificates(String token, TokenObjects objects) {
        this.token = token;
        this.objects = objects;
    }

    /** A certificate object and what it says of its key. */
    private record Stored(TokenObject object, Octets der, TokenKey key) {

        boolean isNoWiderThan(Stored other) {
            return other.key.purposes().containsAll(key.purposes());
        }
    }

    /** Stores a certificate beside those of the same key and reads it back. */
    void add(KeyId key, X509Certificate certificate) throws GeneralSecurityException {
        objects.createCertificate(key, certificate);
        var der = Octets.of(certificate.getEncoded());
        if (of(key).stream().noneMatch(stored -> stored.der().equals(der))) {
            throw new InvalidKeyException(
                    "the token does not give back the holder certificate it stored");
        }
    }

    /** Destroys the holder certificates of a key but for one. */
    void removeOthers(KeyId key, X509Certificate certificate) throws GeneralSecurityException {
        var der = Octets.of(certificate.getEncoded());
        for (var stored : of(key)) {
            if (!stored.der().equals(der)) {
                objects.destroy(stored.object());
            }
        }
        if (of(key).size() != 1) {
            throw new InvalidKeyException(
                    "the token keeps a holder certificate in spite of C_DestroyObject");
        }
    }

    /** Where a key has several, leaves the narrowest. To be done before a key store looks. */
    void mend() throws GeneralSecurityException {
        var byId = new HashMap<Octets, List<TokenObject>>();
        for (var object : objects.all()) {
            if (object.kind() == Kind.CERTIFICATE) {
                byId.computeIfAbsent(object.id(), _ -> new ArrayList<>()).add(object);
            }
        }
        for (var sameId : byId.values()) {
            // Others' certificates are not even parsed unless they look like a double of ours.
            if (sameId.size() > 1) {
                keepNarrowest(read(sameId));
            }
        }
    }

    private void keepNarrowest(List<Stored> doubles) {
        if (doubles.size() < 2) {
            return;
        }
        var label = doubles.getFirst().key().label();
        var narrowest =
                doubles.stream()
                        .filter(one -> doubles.stream().allMatch(one::isNoWiderThan))
                        .findFirst();
        if (narrowest.isEmpty()) {
            LOG.error(
                    "Key '{}' has {} holder certificates, none of which is the narrowest. The key is not used. See which of them is right, and remove the others with the token's own tools.",
                    label,
                    doubles.size());
            return;
        }
        for (var stored : doubles) {
            if (!stored.equals(narrowest.get())) {
                objects.destroy(stored.object());
            }
        }
        LOG.warn(
                "key {} had {} holder certificates, as a signer leaves them that dies while it narrows a key; it may sign {} only",
                label,
                doubles.size(),
                narrowest.get().key().purposes().stream().sorted().toList());
    }

    private List<Stored> of(KeyId key) throws GeneralSecurityException {
        return read(
                objects.of(key).stream()
                        .filter(object -> object.kind() == Kind.CERTIFICATE)
                        .toList());
    }

    /** Those that are holder certificates of this token, and of the key whose id they bear. */
    private List<Stored> read(List<TokenObject> certificates) throws CertificateException {
        var read = new ArrayList<Stored>();
        for (var object : certificates) {
            read(object).ifPresent(read::add);
        }
        return read;
    }

    private Optional<Stored> read(TokenObject object) throws CertificateException {
        var der = objects.value(object);
        return HolderCertificate.read(HolderCertificate.parse(der.toArray()))
                .filter(key -> key.handle().token().equals(token))
                .filter(key -> object.belongsTo(key.handle().keyId()))
                .map(key -> new Stored(object, der, key));
    }
}
