package org.lineageca.ca.ceremony;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.crl.CrlSchedule;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/** Scripts that tests share. */
public final class Scripts {

    public static final List<String> PEOPLE =
            List.of("Alice", "Walter", "Carl", "Cora", "Cees", "Dörte Groß");

    public static final String HEAD =
            """
            ceremony: Creation of the example PKI
            at: 2026-12-01T09:00:00Z
            token: root
            publisher: http://crl.example.org
            people:
              administrator: Alice
              witness: Walter
              custodians: {quorum: 2, persons: [Carl, Cora, Cees]}
            steps:
            """;

    public static final String CREATION =
            HEAD
                    + """
                      - initialise-token: {}
                      - create-root:
                          key-name: root-r1
                          subject: CN=Example Root R1,O=Example
                          key: P384
                          validity: 25y
                          path-length: 2
                          crl: {period: 90d, lifetime: 120d}
                      - create-ca:
                          key-name: policy-p1
                          role: policy
                          issuer: root-r1
                          subject: CN=Example Policy P1,O=Example
                          key: P256
                          validity: 15y
                          path-length: 1
                          policies: [1.3.6.1.4.1.99999.1]
                          crl: {period: 90d, lifetime: 120d}
                      - crl: {ca: root-r1, ladder: {count: 3, every: 90d, lifetime: 120d}}
                      - crl: {ca: policy-p1, lifetime: 120d}
                    """;

    /** What is done some years later with what {@link #CREATION} made. */
    public static final String LATER =
            HEAD.replace("Creation of the example PKI", "Änderung und Rückbau, été – mañana")
                            .replace("2026-12-01T09", "2027-06-01T09")
                    + """
                      - reshare: {quorum: 2, persons: [Carl, Cora, Dörte Groß]}
                      - renew: {ca: Example Root R1, validity: 25y}
                      - roll:
                          ca: Example Policy P1
                          successors:
                            - {key-name: policy-p2, subject: "CN=Example Policy P2,O=Example"}
                            - {key-name: policy-p3, subject: "CN=Example Policy P3,O=Example"}
                          key: P256
                          validity: 12y
                      - ocsp-signer:
                          ca: Example Root R1
                          validity: 90d
                          pkcs10: |
                                -----BEGIN CERTIFICATE REQUEST-----
                                MIHNMHYCAQAwFDESMBAGA1UEAwwJcmVzcG9uZGVyMFkwEwYHKoZIzj0CAQYIKoZI
                                zj0DAQcDQgAEGixQolVbxuMnIcoJZgR/4kYVYogLDjaPc68dScxkZmP+cXWUn4OD
                                0NOfii1eGgrx6b838tkvoc8OjijO9wyY6aAAMAoGCCqGSM49BAMCA0cAMEQCIFuI
                                iccfQHo7jokx6eUKCMzh7p67YWSrC2DNj/F5bNt0AiByP3dh+Mj1vBjghMFyCmcx
                                wAZHzRF0NE/5hl0pfHGPZw==
                                -----END CERTIFICATE REQUEST-----
                      - crl: {ca: policy-p2, lifetime: 120d}
                      - crl: {ca: policy-p3, lifetime: 120d}
                      - crl: {ca: Example Policy P1, final: true}
                      - crl:
                          ca: Example Root R1
                          lifetime: 120d
                          revoke:
                            - {certificate: Example Policy P1, reason: cessationOfOperation}
                      - destroy-key: {ca: Example Policy P1}
                    """;

    private Scripts() {}

    public static OnRecord nothing(CeremonyScript script, RandomGenerator random) {
        Map<String, Octets> people = new TreeMap<>();
        PEOPLE.forEach(name ->
                people.put(
                        name,
                        Octets.of(name.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                                .sha256()));
        return new OnRecord(
                people,
                List.of(),
                List.of(),
                Stream.generate(() -> SerialNumber.random(random))
                        .limit(script.serials())
                        .toList());
    }

    /** What is on record after the first run of a token, for the next script. */
    public static OnRecord after(RunState closed, CeremonyScript next, RandomGenerator random) {
        var cas = new ArrayList<KnownCa>();
        for (var result : closed.results().values()) {
            if (result instanceof CeremonyResult.KeyGenerated(var identity, var schedule)) {
                cas.add(known(closed, identity, schedule));
            }
        }
        var nothing = nothing(next, random);
        return new OnRecord(nothing.people(), cas, List.of(), nothing.serials());
    }

    private static KnownCa known(
            RunState closed, GenerationIdentity identity, CrlSchedule schedule) {
        var key = identity.key().publicKey();
        var issued = new ArrayList<KnownCa.Issued>();
        var crls = 0L;
        CaCertificate certificate = null;
        for (var result : closed.results().values()) {
            if (result instanceof CeremonyResult.CaCertificateSigned(var linted, _, var der)) {
                var content = linted.content();
                if (content.publicKey().equals(key)) {
                    certificate = CaCertificate.parse(der);
                } else if (content.signer().equals(identity)) {
                    issued.add(
                            new KnownCa.Issued(
                                    content.serial(),
                                    content.subject().commonName(),
                                    content.notAfter(),
                                    null));
                }
            } else if (result instanceof CeremonyResult.CrlSigned(var linted, _, _)
                    && linted.content().issuer().identity().equals(identity)) {
                crls = linted.content().number().value();
            }
        }
        return new KnownCa(
                identity,
                Objects.requireNonNull(certificate),
                "Enabled",
                schedule,
                crls,
                false,
                issued);
    }
}
