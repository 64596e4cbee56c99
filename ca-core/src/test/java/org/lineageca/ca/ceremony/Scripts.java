package org.lineageca.ca.ceremony;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/** Scripts that tests share. */
final class Scripts {

    static final List<String> PEOPLE = List.of("Alice", "Walter", "Carl", "Cora", "Cees");

    static final String HEAD =
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

    static final String CREATION =
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

    private Scripts() {}

    static OnRecord nothing(CeremonyScript script, RandomGenerator random) {
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
}
