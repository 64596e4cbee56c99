package org.lineageca.system;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A CRL of a CA that exists for the purpose, made by OpenSSL. */
final class LargeCrl {

    private static final int SERIAL_BITS = 126;

    private LargeCrl() {}

    /** Its DER. */
    static byte[] of(Path folder, int entries) throws IOException {
        Files.writeString(
                folder.resolve("ca.cnf"),
                """
                [ca]
                default_ca = bench
                [bench]
                database = index.txt
                crlnumber = crlnumber
                default_md = sha256
                default_crl_days = 30
                crl_extensions = extensions
                [extensions]
                authorityKeyIdentifier = keyid
                [req]
                distinguished_name = name
                [name]
                """);
        Files.writeString(folder.resolve("crlnumber"), "01\n");
        Files.writeString(folder.resolve("index.txt.attr"), "unique_subject = no\n");
        var random = new Random(entries);
        try (var index = Files.newBufferedWriter(folder.resolve("index.txt"))) {
            for (var i = 0; i < entries; i++) {
                var serial = new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS);
                index.write(
                        "R\t300101000000Z\t260101000000Z\t%032X\tunknown\t/CN=%d\n"
                                .formatted(serial, i));
            }
        }
        new Shell(folder)
                .bash(
                        """
                        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout key.pem -out ca.pem \
                            -subj /CN=Bench -days 30 -config ca.cnf -addext basicConstraints=critical,CA:TRUE \
                            -addext subjectKeyIdentifier=hash &&
                        openssl ca -gencrl -config ca.cnf -keyfile key.pem -cert ca.pem -out large.pem &&
                        openssl crl -in large.pem -outform DER -out large.crl
                        """)
                .succeeded();
        return Files.readAllBytes(folder.resolve("large.crl"));
    }
}
