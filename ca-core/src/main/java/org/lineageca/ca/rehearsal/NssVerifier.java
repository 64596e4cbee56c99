package org.lineageca.ca.rehearsal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Network Security Services, by its {@code certutil}, {@code crlutil} and a database made for the
 * occasion.
 */
public final class NssVerifier implements Verifier {

    private static final String DATABASE = "sql:database";
    private static final Pattern VERSION = Pattern.compile("Version: NSS ([0-9][0-9.]*)");

    @Override
    public String name() {
        return "NSS";
    }

    @Override
    public Presence presence() {
        for (var program : List.of("certutil", "crlutil")) {
            if (Tool.find(program).isEmpty()) {
                return new Presence.Absent("there is no program " + program, "libnss3-tools");
            }
        }
        return new Presence.Present(version().orElse("of unknown version"));
    }

    @Override
    public List<Answer> judge(Evidence evidence) {
        var certutil = Tool.find("certutil").orElseThrow();
        var crlutil = Tool.find("crlutil").orElseThrow();
        try (var folder = ScratchFolder.create()) {
            Files.createDirectory(folder.path().resolve("database"));
            certutil.run(folder, "-N", "--empty-password", "-d", DATABASE);
            folder.writeDer("root.der", evidence.root());
            certutil.run(folder, "-A", "-d", DATABASE, "-n", "root", "-t", "C,,", "-i", "root.der");
            for (var i = 0; i < evidence.issuing().size(); i++) {
                folder.writeDer("issuing.der", evidence.issuing().get(i));
                certutil.run(
                        folder,
                        "-A",
                        "-d",
                        DATABASE,
                        "-n",
                        "issuing" + i,
                        "-t",
                        ",,",
                        "-i",
                        "issuing.der");
            }
            var loading = new ArrayList<String>();
            for (var crl : evidence.crls()) {
                folder.writeDer("crl.der", crl);
                var run = crlutil.run(folder, "-I", "-d", DATABASE, "-i", "crl.der");
                if (run.status() != 0) {
                    loading.add(run.output().strip());
                }
            }
            return evidence.leaves().stream()
                    .map(leaf -> judge(certutil, folder, leaf, loading))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer judge(
            Tool certutil, ScratchFolder folder, ShadowLeaf leaf, List<String> loading) {
        folder.writeDer("leaf.der", leaf.certificate());
        certutil.run(folder, "-A", "-d", DATABASE, "-n", "leaf", "-t", ",,", "-i", "leaf.der");
        var run = certutil.run(folder, "-V", "-d", DATABASE, "-n", "leaf", "-u", "V", "-e");
        certutil.run(folder, "-D", "-d", DATABASE, "-n", "leaf");
        var refused = String.join("\n", loading);
        var output = refused.isEmpty() ? run.output() : refused + "\n" + run.output();
        if (run.status() == 0) {
            return new Answer(Answer.Judgement.ACCEPTED, refused, output);
        }
        var reason =
                run.lineWith("certificate is invalid: ")
                        .map(line -> line.replaceFirst(".*certificate is invalid: ", ""))
                        .orElse("status " + run.status());
        return new Answer(
                reason.contains("has been revoked")
                        ? Answer.Judgement.REVOKED
                        : Answer.Judgement.REFUSED,
                reason,
                output);
    }

    /** Its programs do not tell; the library holds it as text. */
    private static Optional<String> version() {
        return libraryFolders()
                .map(folder -> folder.resolve("libnss3.so"))
                .filter(Files::isReadable)
                .findFirst()
                .flatMap(NssVerifier::versionIn);
    }

    private static Optional<String> versionIn(Path library) {
        try {
            var text = new String(Files.readAllBytes(library), StandardCharsets.ISO_8859_1);
            var matcher = VERSION.matcher(text);
            return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Stream<Path> libraryFolders() {
        var folders =
                new ArrayList<>(
                        Stream.of("/usr/local/lib", "/usr/lib64", "/usr/lib")
                                .map(Path::of)
                                .toList());
        try (var below = Files.newDirectoryStream(Path.of("/usr/lib"), Files::isDirectory)) {
            below.forEach(folders::add);
        } catch (IOException unreadable) {
            return folders.stream();
        }
        return folders.stream();
    }
}
