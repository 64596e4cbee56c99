package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Requests for certificates that are wrong, each in one way, in an installation's folder. Those
 * that carry a name ask for {@code refused.example} or a name below it.
 */
record BadRequests(Installation lineage) {

    private static final String P256 = "-newkey ec -pkeyopt ec_paramgen_curve:P-256";
    private static final int HUGE = 5_000_000;

    void make() throws IOException {
        write("words", "Please certify me.\n");
        write(
                "not-base64.pem",
                "-----BEGIN CERTIFICATE REQUEST-----\nMIIB!!!!\n-----END CERTIFICATE REQUEST-----\n");
        write(
                "empty-block.pem",
                "-----BEGIN CERTIFICATE REQUEST-----\n-----END CERTIFICATE REQUEST-----\n");
        write("nothing", "");
        write("huge.json", "{\"certificate\":\"" + "a".repeat(HUGE) + "\"}");
        write("huge", new byte[HUGE]);
        write("integer.der", new byte[] {0x30, 0x03, 0x02, 0x01, 0x01});
        write(
                "absurd.der",
                new byte[] {0x30, (byte) 0x84, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff});

        request("good.pem", P256, "DNS:refused.example");
        request("rsa1024.pem", "-newkey rsa:1024", "DNS:refused.example");
        request(
                "secp256k1.pem",
                "-newkey ec -pkeyopt ec_paramgen_curve:secp256k1",
                "DNS:refused.example");
        request("sha1.pem", "-newkey rsa:2048 -sha1", "DNS:refused.example");
        request("other-name.pem", P256, "DNS:other.refused.example");
        request("bad-name.pem", P256, "DNS:refused.example,DNS:two words.refused.example");
        request(
                "many-names.pem",
                P256,
                "DNS:refused.example," + numbered(100, "DNS:n%d.refused.example", ","));
        openssl("-subj /CN=refused.example " + P256 + " -out no-names.pem");
        makeLong();
        makeDamaged();
    }

    /** Longer than 64 KiB, and otherwise as it should be. */
    private void makeLong() throws IOException {
        write(
                "long.cnf",
                """
                [req]
                distinguished_name=dn
                prompt=no
                req_extensions=e
                [dn]
                CN=refused.example
                [e]
                subjectAltName=@n
                [n]
                DNS.0=refused.example
                """
                        + numbered(4000, "DNS.%1$d=name-%1$d.refused.example", "\n"));
        openssl("-config long.cnf " + P256 + " -outform DER -out long.der");
        assertThat(Files.size(lineage.folder().resolve("long.der"))).isGreaterThan(100_000);
    }

    private void makeDamaged() throws IOException {
        lineage.shell().bash("openssl req -in good.pem -outform DER -out good.der").succeeded();
        var der = Files.readAllBytes(lineage.folder().resolve("good.der"));
        write("short.der", Arrays.copyOf(der, der.length - 20));
        write("trailing.der", Arrays.copyOf(der, der.length + 2));
        // In the middle of the signature's last INTEGER.
        der[der.length - 8] ^= 1;
        write("flipped.der", der);
        var good = Files.readString(lineage.folder().resolve("good.pem"));
        write("two.pem", good + good);
    }

    private void request(String file, String key, String names) {
        openssl(
                "-subj /CN=refused.example -addext 'subjectAltName=%s' %s -out %s"
                        .formatted(names, key, file));
    }

    private void openssl(String options) {
        lineage.shell().bash("openssl req -new -nodes -keyout bad-key.pem " + options).succeeded();
    }

    private void write(String file, String content) throws IOException {
        Files.writeString(lineage.folder().resolve(file), content);
    }

    private void write(String file, byte[] content) throws IOException {
        Files.write(lineage.folder().resolve(file), content);
    }

    private static String numbered(int count, String pattern, String separator) {
        List<String> all = IntStream.rangeClosed(1, count).mapToObj(pattern::formatted).toList();
        return all.stream().collect(Collectors.joining(separator));
    }
}
