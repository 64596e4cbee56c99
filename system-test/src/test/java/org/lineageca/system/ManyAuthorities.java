package org.lineageca.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The description of a PKI with many issuing CAs, each of a lineage of its own. */
final class ManyAuthorities {

    private static final Path DEFAULT =
            Installation.launcher().resolveSibling("ca-core/src/main/resources/pki.yml");

    /** What the packaged description has: those for servers and for officers. */
    private static final int PACKAGED = 2;

    private ManyAuthorities() {}

    /**
     * The packaged description, with more of them.
     *
     * @param number of issuing CAs, the packaged ones included
     */
    static String describe(int number) throws IOException {
        var more =
                IntStream.rangeClosed(1, number - PACKAGED)
                        .mapToObj(ManyAuthorities::site)
                        .collect(Collectors.joining());
        return Files.readString(DEFAULT) + more;
    }

    private static String site(int number) {
        return """

          - role: site-%1$02d
            name: CN=Site %1$02d Issuing CA 2026-1,O=Example Organisation
            key: P256
            validity: 5y
            crl: {period: 12h, lifetime: 7d}
            ocsp-signer: {key: P256, validity: 30d}
            profiles:
              site-%1$02d: {template: tls-server, validity: 90d}
        """
                .formatted(number);
    }
}
