package org.lineageca.ca.exchange;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.lineageca.octets.Octets;

/**
 * A package whose signature held and whose files are those its manifest lists.
 *
 * @param manifestSha256 what the next package of the chain refers to
 * @param signer the key that signed it (DER SubjectPublicKeyInfo)
 * @param files by name
 */
public record ExchangePackage(
        Manifest manifest, Octets manifestSha256, Octets signer, SortedMap<String, Octets> files) {

    /** Larger is refused before anything is looked at. */
    public static final int MOST_OCTETS = StoredZipReader.MOST_OCTETS;

    private static final String MANIFEST = "manifest.json";
    private static final String SIGNATURE = "manifest.sig";
    private static final String SIGNER = "signer.spki";

    public ExchangePackage {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /**
     * A package ready to be carried.
     *
     * @param position of the sender's chain once it is sent
     */
    public record Written(Octets octets, ChainPosition position) {}

    /**
     * Writes a package: the same arguments and the same signature give the same octets.
     *
     * @param files what {@code contents} names, by name
     * @throws IllegalArgumentException if files are missing, unneeded or too many
     */
    public static Written write(
            Route route,
            Instant created,
            Contents contents,
            Map<String, Octets> files,
            ExchangeSignature signature) {
        if (!route.from().equals(PartyId.ofPublicKey(signature.publicKey()))) {
            throw new IllegalArgumentException("a package is signed by the party it is from");
        }
        var sorted = new TreeMap<>(files);
        var manifest =
                new Manifest(
                        route,
                        created.truncatedTo(ChronoUnit.SECONDS),
                        sorted.entrySet().stream()
                                .map(file -> ContentFile.of(file.getKey(), file.getValue()))
                                .toList(),
                        contents);
        var document = ManifestWriter.write(manifest);
        var entries = new LinkedHashMap<String, Octets>();
        entries.put(MANIFEST, document);
        entries.put(SIGNATURE, signature.sign(document.sha256()));
        entries.put(SIGNER, signature.publicKey());
        for (var file : sorted.entrySet()) {
            if (entries.put(file.getKey(), file.getValue()) != null) {
                throw new IllegalArgumentException(file.getKey() + " is not a name for content");
            }
        }
        var octets = StoredZip.write(entries);
        if (octets.length() > MOST_OCTETS || entries.size() > StoredZipReader.MOST_ENTRIES) {
            throw new IllegalArgumentException(
                    "a package of %d files and %d octets would not be taken: at most %d and %d"
                            .formatted(
                                    entries.size(),
                                    octets.length(),
                                    StoredZipReader.MOST_ENTRIES,
                                    MOST_OCTETS));
        }
        return new Written(octets, new ChainPosition(route.sequence(), document.sha256()));
    }

    /**
     * Reads a package. Whether it comes next and whether its contents are right are other
     * questions.
     *
     * @param isKnown whether a key (DER SubjectPublicKeyInfo) may sign packages for this reader
     * @throws PackageRefusedException saying what is wrong with it
     */
    public static ExchangePackage read(Octets octets, Predicate<Octets> isKnown) {
        var entries = new LinkedHashMap<>(StoredZipReader.read(octets));
        var document = take(entries, MANIFEST);
        var signature = take(entries, SIGNATURE);
        var signer = take(entries, SIGNER);
        if (!isKnown.test(signer)) {
            throw new PackageRefusedException(
                    PackageFault.UNKNOWN_SIGNER,
                    "it is signed by a key with the SHA-256 "
                            + signer.sha256().toHex()
                            + ", which is not that of a partner: pin it first, after comparing its words");
        }
        ExchangeVerification.problem(signer)
                .ifPresent(problem -> {
                    throw new PackageRefusedException(PackageFault.ALGORITHM, problem);
                });
        // Before the manifest is parsed: what a stranger wrote is not looked into.
        if (!ExchangeVerification.holds(signer, document, signature)) {
            throw new PackageRefusedException(
                    PackageFault.SIGNATURE, "the signature over its manifest does not hold");
        }
        var manifest = ManifestReader.read(document);
        if (!manifest.route().from().equals(PartyId.ofPublicKey(signer))) {
            throw new PackageRefusedException(
                    PackageFault.OTHER_PARTNER,
                    "it is from " + manifest.route().from() + " and signed by another");
        }
        requireListed(manifest, entries);
        return new ExchangePackage(manifest, document.sha256(), signer, new TreeMap<>(entries));
    }

    /** The file of that name, which the manifest lists. */
    public Octets file(String name) {
        var content = files.get(name);
        if (content == null) {
            throw new IllegalArgumentException("the package has no file '" + name + "'");
        }
        return content;
    }

    private static Octets take(Map<String, Octets> entries, String name) {
        var content = entries.remove(name);
        if (content == null) {
            throw new PackageRefusedException(
                    PackageFault.MISSING_ENTRY, "entry '" + name + "' is missing");
        }
        return content;
    }

    private static void requireListed(Manifest manifest, Map<String, Octets> entries) {
        var unlisted = new TreeMap<>(entries);
        for (var listed : manifest.files()) {
            var content = unlisted.remove(listed.name());
            if (content == null) {
                throw new PackageRefusedException(
                        PackageFault.MISSING_ENTRY, "entry '" + listed.name() + "' is missing");
            }
            if (!ContentFile.of(listed.name(), content).equals(listed)) {
                throw new PackageRefusedException(
                        PackageFault.CHANGED_CONTENT,
                        "entry '" + listed.name() + "' is not the file that its manifest lists");
            }
        }
        if (!unlisted.isEmpty()) {
            throw new PackageRefusedException(
                    PackageFault.UNLISTED_ENTRY,
                    "entry '" + unlisted.firstKey() + "' is not listed in its manifest");
        }
    }
}
