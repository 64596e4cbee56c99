package org.lineageca.ca.rehearsal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.lineageca.ca.x509.Pem;
import org.lineageca.octets.Octets;

/** A temporary folder with what a verifier is given as files; removed with all that is in it. */
record ScratchFolder(Path path) implements AutoCloseable {

    static ScratchFolder create() {
        try {
            return new ScratchFolder(Files.createTempDirectory("lineage-verifier"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Certificates one after the other, PEM. */
    void writeCertificates(String name, List<Octets> certificates) {
        write(name, Pem.chain(certificates));
    }

    /** CRLs one after the other, PEM. */
    void writeCrls(String name, List<Octets> crls) {
        write(
                name,
                crls.stream()
                        .map(der -> Pem.encode("X509 CRL", der))
                        .collect(Collectors.joining()));
    }

    void writeDer(String name, Octets der) {
        write(name, der.toArray());
    }

    private void write(String name, String pem) {
        write(name, pem.getBytes(StandardCharsets.US_ASCII));
    }

    private void write(String name, byte[] content) {
        try {
            Files.write(path.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (var tree = Files.walk(path)) {
            for (var each : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + path + " was not removed", e);
        }
    }
}
