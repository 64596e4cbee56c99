package org.lineageca.ca.issuance;

import java.util.List;
import org.lineageca.ca.x509.AlternativeName;
import org.lineageca.ca.x509.DistinguishedName;

/**
 * The names a certificate will carry, as a profile and its template allow them.
 *
 * @param subject of what a request says, the attributes the profile lists
 */
public record RequestedSubject(DistinguishedName subject, List<AlternativeName> names) {

    public RequestedSubject {
        names = List.copyOf(names);
    }

    /**
     * What a request becomes.
     *
     * @throws RefusedException naming the rule it breaks; its key is checked too
     */
    public static RequestedSubject of(CertificationRequest request, ProfileRules rules) {
        if (!rules.template().isRequested()) {
            throw new RefusedException(
                    Refusal.UNKNOWN_PROFILE,
                    "Certificates of this kind are not issued on request. Nothing was issued.");
        }
        var isServer = rules.template() == CertificateTemplate.TLS_SERVER;
        if (isServer && request.names().isEmpty()) {
            throw refused(
                    "a TLS server is named by subjectAltName, and the request has none. Add one: openssl req -new -addext subjectAltName=DNS:www.example.org …");
        }
        rules.names().check(request.names());
        if (isServer) {
            checkCommonNames(request);
        }
        rules.keys().check(request.publicKey());
        return new RequestedSubject(rules.subject().apply(request.subject()), request.names());
    }

    private static void checkCommonNames(CertificationRequest request) {
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
    }

    private static RefusedException refused(String why) {
        return new RefusedException(
                Refusal.UNACCEPTABLE_NAMES,
                "The request was refused: " + why + ". Nothing was issued.");
    }
}
