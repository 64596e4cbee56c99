package org.lineageca.ca.exchange;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.lineageca.octets.Octets;

/** Zips by another hand than ours. */
final class TestZip {

    /** What the entries are to be like. */
    @FunctionalInterface
    interface Change {
        void apply(ZipArchiveOutputStream zip, ZipArchiveEntry entry);
    }

    private TestZip() {}

    /** The entries as the JDK reads them. */
    static SequencedMap<String, Octets> entries(Octets zip) {
        var entries = new LinkedHashMap<String, Octets>();
        try (var input = new ZipInputStream(new ByteArrayInputStream(zip.toArray()))) {
            for (var entry = input.getNextEntry(); entry != null; entry = input.getNextEntry()) {
                entries.put(entry.getName(), Octets.of(input.readAllBytes()));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return entries;
    }

    /** Adds an entry of any name and kind after those there are, all of them stored. */
    static Octets adding(Octets zip, String name, Octets content, Change change) {
        var octets = new ByteArrayOutputStream();
        try (var output = new ZipArchiveOutputStream(octets)) {
            for (var entry : entries(zip).entrySet()) {
                put(output, entry.getKey(), entry.getValue(), (_, _) -> {});
            }
            put(output, name, content, change);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return Octets.of(octets.toByteArray());
    }

    private static void put(
            ZipArchiveOutputStream output, String name, Octets content, Change change)
            throws IOException {
        var entry = new ZipArchiveEntry(name);
        entry.setMethod(ZipArchiveEntry.STORED);
        entry.setSize(content.length());
        entry.setCrc(Integer.toUnsignedLong(StoredZip.crc(content)));
        change.apply(output, entry);
        output.putArchiveEntry(entry);
        output.write(content.toArray());
        output.closeArchiveEntry();
    }
}
