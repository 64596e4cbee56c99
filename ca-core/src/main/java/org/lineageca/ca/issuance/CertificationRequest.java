package org.lineageca.ca.issuance;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.operator.DefaultAlgorithmNameFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.x509.AlternativeName;
import org.lineageca.ca.x509.AlternativeNames;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.EcdsaCheck;
import org.lineageca.ca.x509.Pem;
import org.lineageca.ca.x509.PublicKeyCheck;
import org.lineageca.octets.Octets;

/**
 * A PKCS#10 request (RFC 2986) whose proof of possession held and whose key is acceptable.
 *
 * @param digest SHA-256 of its DER
 * @param subject asked for; empty of attributes where there is none
 * @param commonNames of the subject, in order
 * @param names of the requested subjectAltName
 * @param publicKey DER SubjectPublicKeyInfo
 */
public record CertificationRequest(
        Octets digest,
        DistinguishedName subject,
        List<String> commonNames,
        List<AlternativeName> names,
        Octets publicKey) {

    /** Larger than any request with a sensible number of names. */
    public static final int MAX_OCTETS = 64 * 1024;

    /** One block begins and ends with one. */
    private static final int MARKERS = 2;

    private static final Set<ASN1ObjectIdentifier> SIGNATURES =
            Set.of(
                    X9ObjectIdentifiers.ecdsa_with_SHA256,
                    X9ObjectIdentifiers.ecdsa_with_SHA384,
                    X9ObjectIdentifiers.ecdsa_with_SHA512,
                    PKCSObjectIdentifiers.sha256WithRSAEncryption,
                    PKCSObjectIdentifiers.sha384WithRSAEncryption,
                    PKCSObjectIdentifiers.sha512WithRSAEncryption,
                    PKCSObjectIdentifiers.id_RSASSA_PSS);
    private static final Map<ASN1ObjectIdentifier, String> ECDSA_DIGESTS =
            Map.of(
                    X9ObjectIdentifiers.ecdsa_with_SHA256, "SHA-256",
                    X9ObjectIdentifiers.ecdsa_with_SHA384, "SHA-384",
                    X9ObjectIdentifiers.ecdsa_with_SHA512, "SHA-512");
    private static final Set<ASN1ObjectIdentifier> PSS_DIGESTS =
            Set.of(
                    NISTObjectIdentifiers.id_sha256,
                    NISTObjectIdentifiers.id_sha384,
                    NISTObjectIdentifiers.id_sha512);

    public CertificationRequest {
        commonNames = List.copyOf(commonNames);
        names = List.copyOf(names);
    }

    /** Parses PEM or DER, whichever it is. */
    public static CertificationRequest parse(Octets request) {
        var der = der(request);
        var parsed = parsed(der);
        checkSignature(parsed);
        return of(der, parsed);
    }

    /**
     * Parses what was kept after {@link #parse} had accepted it: proof of possession is not asked
     * for again.
     */
    public static CertificationRequest reread(Octets der) {
        return of(der, parsed(der));
    }

    private static CertificationRequest of(Octets der, PKCS10CertificationRequest parsed) {
        var publicKey = encoded(parsed);
        PublicKeyCheck.problem(publicKey)
                .ifPresent(problem -> {
                    throw new RefusedException(
                            Refusal.UNACCEPTABLE_KEY,
                            "The key was refused: " + problem + ". Nothing was issued.");
                });
        return new CertificationRequest(
                der.sha256(), subject(parsed), commonNames(parsed), names(parsed), publicKey);
    }

    /** The DER of a request in PEM or DER. */
    public static Octets der(Octets request) {
        if (request.length() > MAX_OCTETS) {
            throw new RefusedException(
                    Refusal.TOO_LARGE,
                    "The request has "
                            + request.length()
                            + " octets; at most "
                            + MAX_OCTETS
                            + " are read. Nothing was issued.");
        }
        var bytes = request.toArray();
        if (bytes.length > 0 && bytes[0] == 0x30) {
            return request;
        }
        var text = new String(bytes, java.nio.charset.StandardCharsets.US_ASCII);
        if (text.split("REQUEST-----", -1).length > MARKERS + 1) {
            throw malformed("more than one block is in it", null);
        }
        try {
            return Pem.decode(text, List.of("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"));
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()), e);
        }
    }

    private static PKCS10CertificationRequest parsed(Octets der) {
        try (var input = new ASN1InputStream(der.toArray())) {
            var object = input.readObject();
            if (object == null) {
                throw malformed("it is empty", null);
            }
            if (input.read() >= 0) {
                throw malformed("octets follow after its end", null);
            }
            var parsed =
                    new PKCS10CertificationRequest(
                            org.bouncycastle.asn1.pkcs.CertificationRequest.getInstance(object));
            if (parsed.getEncoded().length != der.length()) {
                throw malformed("it is encoded in BER, not DER", null);
            }
            return parsed;
        } catch (IOException e) {
            throw malformed("its DER ends too early or has a wrong length", e);
        } catch (IllegalArgumentException
                | IllegalStateException
                | ClassCastException
                | IndexOutOfBoundsException e) {
            throw malformed("it is DER, but not of the structure in RFC 2986 4.2", e);
        }
    }

    private static void checkSignature(PKCS10CertificationRequest request) {
        var algorithm = request.getSignatureAlgorithm();
        if (!SIGNATURES.contains(algorithm.getAlgorithm()) || !acceptablePss(algorithm)) {
            throw new RefusedException(
                    Refusal.BAD_SIGNATURE,
                    "The request is signed with "
                            + new DefaultAlgorithmNameFinder().getAlgorithmName(algorithm)
                            + ", which is not accepted. Nothing was issued. Sign it with SHA-256 or better (openssl req -sha256).");
        }
        try {
            if (!isSignatureValid(request)) {
                throw new RefusedException(
                        Refusal.BAD_SIGNATURE,
                        "The request's signature does not verify with the key in it, so possession of the private key is not proven."
                                + " Nothing was issued. Make the request again with the right key.");
            }
        } catch (PKCSException | OperatorCreationException | IOException | RuntimeException e) {
            if (e instanceof RefusedException refused) {
                throw refused;
            }
            PublicKeyCheck.problem(encoded(request))
                    .ifPresent(problem -> {
                        throw new RefusedException(
                                Refusal.UNACCEPTABLE_KEY,
                                "The key was refused: " + problem + ". Nothing was issued.",
                                e);
                    });
            throw new RefusedException(
                    Refusal.BAD_SIGNATURE,
                    "The request's signature cannot be checked with the key in it. Nothing was issued. Make the request again, as 'openssl req -new' does.",
                    e);
        }
    }

    private static boolean isSignatureValid(PKCS10CertificationRequest request)
            throws PKCSException, OperatorCreationException, IOException {
        var key = request.getSubjectPublicKeyInfo();
        var digest = ECDSA_DIGESTS.get(request.getSignatureAlgorithm().getAlgorithm());
        if (digest != null
                && PublicKeyFactory.createKey(key) instanceof ECPublicKeyParameters point) {
            var info = request.toASN1Structure().getCertificationRequestInfo();
            return EcdsaCheck.isBy(
                    point,
                    Octets.of(info.getEncoded(ASN1Encoding.DER)).digest(digest),
                    Octets.of(request.getSignature()));
        }
        return request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key));
    }

    private static boolean acceptablePss(org.bouncycastle.asn1.x509.AlgorithmIdentifier algorithm) {
        if (!algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
            return true;
        }
        try {
            var parameters =
                    org.bouncycastle.asn1.pkcs.RSASSAPSSparams.getInstance(
                            algorithm.getParameters());
            return parameters != null
                    && PSS_DIGESTS.contains(parameters.getHashAlgorithm().getAlgorithm());
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static DistinguishedName subject(PKCS10CertificationRequest request) {
        try {
            return DistinguishedName.read(request.getSubject());
        } catch (IllegalArgumentException | IllegalStateException | ClassCastException e) {
            throw malformed("its subject cannot be read", e);
        }
    }

    private static List<String> commonNames(PKCS10CertificationRequest request) {
        try {
            return Arrays.stream(request.getSubject().getRDNs(BCStyle.CN))
                    .map(rdn -> rdn.getFirst().getValue().toString())
                    .toList();
        } catch (IllegalArgumentException | IllegalStateException | ClassCastException e) {
            throw malformed("its subject cannot be read", e);
        }
    }

    private static List<AlternativeName> names(PKCS10CertificationRequest request) {
        var names = requestedNames(request);
        try {
            return names == null ? List.of() : AlternativeNames.read(names);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    Refusal.UNACCEPTABLE_NAMES,
                    "A name in the request was refused: "
                            + e.getMessage()
                            + ". Nothing was issued.",
                    e);
        }
    }

    private static @Nullable GeneralNames requestedNames(PKCS10CertificationRequest request) {
        try {
            Extensions extensions = request.getRequestedExtensions();
            return extensions == null
                    ? null
                    : GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName);
        } catch (IllegalArgumentException
                | IllegalStateException
                | ClassCastException
                | IndexOutOfBoundsException e) {
            throw malformed("its requested extensions cannot be read", e);
        }
    }

    private static Octets encoded(PKCS10CertificationRequest request) {
        try {
            return Octets.of(request.getSubjectPublicKeyInfo().getEncoded());
        } catch (IOException e) {
            throw malformed("its public key cannot be read", e);
        }
    }

    private static RefusedException malformed(String why, @Nullable Exception cause) {
        var message =
                "This is not a PKCS#10 request: "
                        + why
                        + ". Nothing was issued. Send one in PEM or DER, as 'openssl req -new' makes it.";
        return cause == null
                ? new RefusedException(Refusal.MALFORMED, message)
                : new RefusedException(Refusal.MALFORMED, message, cause);
    }
}
