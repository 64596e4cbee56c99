package org.lineageca.ca.issuance;

import java.util.List;
import org.lineageca.ca.x509.AlternativeName;
import org.lineageca.ca.x509.DistinguishedName;

/**
 * The names a certificate will carry, as a template allows them.
 *
 * @param subject at most a common name: everything else in a request is unverified and left out
 */
public record RequestedSubject(DistinguishedName subject, List<AlternativeName> names) {

    private static final int MAX_NAMES = 100;
    private static final int MAX_COMMON_NAME = 64;

    public RequestedSubject {
        names = List.copyOf(names);
    }

    public static RequestedSubject of(CertificationRequest request, CertificateTemplate template) {
        if (request.names().size() > MAX_NAMES) {
            throw refused(
                    "it asks for "
                            + request.names().size()
                            + " alternative names; at most "
                            + MAX_NAMES
                            + " fit a certificate here");
        }
        return switch (template) {
            case TLS_SERVER -> server(request);
            case TLS_CLIENT -> client(request);
            case ROOT_CA, ISSUING_CA, CROSS_CA, OCSP_SIGNER ->
                    throw new RefusedException(
                            Refusal.UNKNOWN_PROFILE,
                            "Certificates of this kind are not issued on request. Nothing was issued.");
        };
    }

    private static RequestedSubject server(CertificationRequest request) {
        if (request.names().isEmpty()) {
            throw refused(
                    "a TLS server is named by subjectAltName, and the request has none. Add one: openssl req -new -addext subjectAltName=DNS:www.example.org …");
        }
        for (var name : request.names()) {
            if (name instanceof AlternativeName.Email) {
                throw refused(
                        "'"
                                + name.text()
                                + "' does not name a TLS server; use DNS names and IP addresses");
            }
        }
        for (var commonName : request.commonNames()) {
            if (request.names().stream()
                    .noneMatch(name ->
                            name.text()
                                    .substring(name.text().indexOf(':') + 1)
                                    .equalsIgnoreCase(commonName))) {
                throw refused(
                        "the common name '"
                                + commonName
                                + "' is not among the alternative names (BR 7.1.4.3). Add it as DNS:"
                                + commonName
                                + " or leave it out");
            }
        }
        return new RequestedSubject(
                commonName(
                        request.commonNames().isEmpty() ? null : request.commonNames().getFirst()),
                request.names());
    }

    private static RequestedSubject client(CertificationRequest request) {
        if (request.commonNames().size() != 1 || request.commonNames().getFirst().isBlank()) {
            throw refused(
                    "a client is named by exactly one common name, and the request has "
                            + request.commonNames().size()
                            + ". Use -subj /CN=…");
        }
        return new RequestedSubject(commonName(request.commonNames().getFirst()), request.names());
    }

    private static DistinguishedName commonName(@org.jspecify.annotations.Nullable String name) {
        if (name == null) {
            return DistinguishedName.of("");
        }
        if (name.length() > MAX_COMMON_NAME
                || name.codePoints().anyMatch(Character::isISOControl)) {
            throw refused(
                    "a common name has at most "
                            + MAX_COMMON_NAME
                            + " printable characters (RFC 5280, ub-common-name)");
        }
        return DistinguishedName.ofCommonName(name);
    }

    private static RefusedException refused(String why) {
        return new RefusedException(
                Refusal.UNACCEPTABLE_NAMES,
                "The request was refused: " + why + ". Nothing was issued.");
    }
}
