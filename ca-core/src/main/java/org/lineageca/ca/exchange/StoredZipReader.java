package org.lineageca.ca.exchange;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.lineageca.octets.Octets;

/**
 * Reads what {@link StoredZip} writes, and nothing else. It inflates nothing, follows nothing and
 * writes nothing; the checks before the last are there to say what is wrong.
 */
final class StoredZipReader {

    static final int MOST_OCTETS = 16 * 1024 * 1024;
    static final int MOST_ENTRIES = 256;

    /** Bits of the mode that say what kind of thing it is, and the one of a plain file. */
    private static final int KIND = 0170000;

    private static final int PLAIN_FILE = 0100000;
    private static final int SYMBOLIC_LINK = 0120000;
    private static final int MSDOS_FOLDER = 0x10;

    private static final int ZIP64_LOCATOR = 0x07064b50;
    private static final int ZIP64_LOCATOR_OCTETS = 20;

    private final ByteBuffer zip;
    private final SequencedMap<String, Octets> files = new LinkedHashMap<>();

    private StoredZipReader(Octets octets) {
        this.zip = ByteBuffer.wrap(octets.toArray()).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Reads it.
     *
     * @throws PackageRefusedException if it is anything else
     */
    static SequencedMap<String, Octets> read(Octets octets) {
        if (octets.length() > MOST_OCTETS) {
            throw new PackageRefusedException(
                    PackageFault.TOO_LARGE,
                    "it has " + octets.length() + " octets, a package has at most " + MOST_OCTETS);
        }
        var reader = new StoredZipReader(octets);
        reader.read();
        if (!StoredZip.write(reader.files).equals(octets)) {
            throw malformed("it is a zip, but not packed as packages are");
        }
        return reader.files;
    }

    private void read() {
        var end = end();
        var entries = unsigned(end + 10);
        var directoryLength = zip.getInt(end + 12);
        var directory = zip.getInt(end + 16);
        if (entries == 0xffff
                || directory == -1
                || directoryLength == -1
                || (end >= ZIP64_LOCATOR_OCTETS
                        && zip.getInt(end - ZIP64_LOCATOR_OCTETS) == ZIP64_LOCATOR)) {
            throw malformed("it is a zip64, which no package needs");
        }
        if (entries > MOST_ENTRIES) {
            throw new PackageRefusedException(
                    PackageFault.TOO_LARGE,
                    "it has " + entries + " entries, a package has at most " + MOST_ENTRIES);
        }
        if (directory < 0 || directoryLength < 0 || end - directoryLength < 0) {
            throw malformed("its directory lies outside of it");
        }
        if (directory != end - directoryLength) {
            throw new PackageRefusedException(
                    PackageFault.SURROUNDED,
                    "octets stand before its beginning or around its directory");
        }
        survey(directory, entries);
        var entry = directory;
        var next = 0;
        for (var number = 0; number < entries; number++) {
            next = entry(entry, next);
            entry += StoredZip.CENTRAL_OCTETS + unsigned(entry + 28);
        }
        if (next != directory || entry != end) {
            throw malformed("something lies between its entries and its end that belongs to none");
        }
    }

    /** What is worst in the directory, before what is merely unusual. */
    private void survey(int directory, int entries) {
        var names = new HashSet<String>();
        var entry = directory;
        for (var number = 0; number < entries; number++) {
            if (entry + StoredZip.CENTRAL_OCTETS > zip.capacity()
                    || zip.getInt(entry) != StoredZip.CENTRAL) {
                throw malformed("its directory is broken");
            }
            var name = name(entry + StoredZip.CENTRAL_OCTETS, unsigned(entry + 28));
            requirePlainFile(name, entry);
            requireStored(name, entry);
            if (!names.add(name)) {
                throw new PackageRefusedException(
                        PackageFault.DUPLICATE_ENTRY, "entry '" + name + "' is in it twice");
            }
            entry +=
                    StoredZip.CENTRAL_OCTETS
                            + name.length()
                            + unsigned(entry + 30)
                            + unsigned(entry + 32);
        }
    }

    /** Where the last record stands. */
    private int end() {
        var last = zip.capacity() - StoredZip.END_OCTETS;
        if (last >= 0 && zip.getInt(last) == StoredZip.END) {
            return last;
        }
        for (var place = last - 1; place >= 0; place--) {
            if (zip.getInt(place) == StoredZip.END) {
                throw new PackageRefusedException(
                        PackageFault.SURROUNDED, "octets follow after its end");
            }
        }
        if (last >= 0 && zip.getInt(0) != StoredZip.LOCAL) {
            throw malformed("it is no zip");
        }
        throw new PackageRefusedException(PackageFault.TRUNCATED, "its end is missing");
    }

    /**
     * Reads one entry of the directory and the file it is about.
     *
     * @param local where the file's own header must be
     * @return where the next one must be
     */
    private int entry(int central, int local) {
        var name = name(central + StoredZip.CENTRAL_OCTETS, unsigned(central + 28));
        if (unsigned(central + 8) != 0 || unsigned(central + 30) != 0) {
            throw malformed(
                    "entry '"
                            + name
                            + "' is encrypted or has fields that no entry of a package has");
        }
        var length = zip.getInt(central + 24);
        var from = local + StoredZip.LOCAL_OCTETS + name.length();
        if (zip.getInt(central + 42) != local
                || length < 0
                || length > zip.capacity() - from
                || zip.getInt(local) != StoredZip.LOCAL) {
            throw malformed("entry '" + name + "' is not where it belongs");
        }
        var content = new byte[length];
        zip.get(from, content);
        var octets = Octets.of(content);
        if (StoredZip.crc(octets) != zip.getInt(central + 16)) {
            throw new PackageRefusedException(
                    PackageFault.CHANGED_CONTENT, "entry '" + name + "' has another checksum");
        }
        files.put(name, octets);
        return from + length;
    }

    private String name(int from, int length) {
        if (length > zip.capacity() - from) {
            throw malformed("its directory is broken");
        }
        var octets = new byte[length];
        zip.get(from, octets);
        // One character an octet, so that nothing is lost in the message.
        var name = new String(octets, StandardCharsets.ISO_8859_1);
        if (name.endsWith("/")) {
            throw new PackageRefusedException(
                    PackageFault.NO_FILE, "entry '" + name + "' is a folder");
        }
        if (!FileName.isGood(name)) {
            throw new PackageRefusedException(
                    PackageFault.ENTRY_NAME,
                    "entry '"
                            + name.replaceAll("[^ -~]", "?")
                            + "' has a name that no file in a package has: it could lead to another folder");
        }
        return name;
    }

    private void requirePlainFile(String name, int central) {
        var attributes = zip.getInt(central + 38);
        var kind = (attributes >>> 16) & KIND;
        if (kind == SYMBOLIC_LINK) {
            throw new PackageRefusedException(
                    PackageFault.NO_FILE, "entry '" + name + "' is a symbolic link");
        }
        if ((kind != 0 && kind != PLAIN_FILE) || (attributes & MSDOS_FOLDER) != 0) {
            throw new PackageRefusedException(
                    PackageFault.NO_FILE, "entry '" + name + "' is no plain file");
        }
    }

    private void requireStored(String name, int central) {
        if (unsigned(central + 10) != 0) {
            throw new PackageRefusedException(
                    PackageFault.COMPRESSED,
                    "entry '"
                            + name
                            + "' is compressed and claims to be "
                            + Integer.toUnsignedLong(zip.getInt(central + 24))
                            + " octets long: in a package every file is stored as it is, so that none can expand");
        }
    }

    private int unsigned(int place) {
        return Short.toUnsignedInt(zip.getShort(place));
    }

    private static PackageRefusedException malformed(String why) {
        return new PackageRefusedException(PackageFault.NOT_A_PACKAGE, why);
    }
}
