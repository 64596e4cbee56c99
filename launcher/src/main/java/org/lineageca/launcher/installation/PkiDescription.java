package org.lineageca.launcher.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The description of the PKI that the first run makes: {@code pki.yml}. */
public final class PkiDescription {

    private static final String DEFAULT = "pki.yml";

    private PkiDescription() {}

    /**
     * Puts it into the installation.
     *
     * @param chosen the user's, or nothing for the one there or else the packaged one
     * @param packaged the jar that holds the default
     */
    public static void ensure(Installation installation, @Nullable Path chosen, Path packaged)
            throws IOException, RefusedException {
        var place = installation.pkiDescription();
        if (chosen != null) {
            byte[] wanted;
            try {
                wanted = Files.readAllBytes(chosen);
            } catch (IOException e) {
                throw new RefusedException(
                        "The PKI description %s cannot be read. Nothing was started."
                                .formatted(chosen),
                        e);
            }
            take(installation, wanted);
        } else if (!Files.exists(place)) {
            PrivateFiles.write(place, packagedDefault(packaged));
        }
    }

    private static void take(Installation installation, byte[] wanted)
            throws IOException, RefusedException {
        var place = installation.pkiDescription();
        if (Files.exists(place) && Arrays.equals(wanted, Files.readAllBytes(place))) {
            return;
        }
        if (installation.pkiCreated()) {
            throw new RefusedException(
                    "The PKI in %s exists already and was made from another description (%s). Nothing was changed. Leave --pki out, or make another installation with --data."
                            .formatted(installation.data(), place));
        }
        PrivateFiles.write(place, wanted);
    }

    private static byte[] packagedDefault(Path jar) throws IOException, RefusedException {
        try (var zip = new ZipFile(jar.toFile())) {
            var entry = zip.getEntry(DEFAULT);
            if (entry == null) {
                throw new RefusedException(
                        "%s holds no %s. Nothing was started. Give a description with --pki."
                                .formatted(jar, DEFAULT));
            }
            try (var content = zip.getInputStream(entry)) {
                return content.readAllBytes();
            }
        }
    }
}
