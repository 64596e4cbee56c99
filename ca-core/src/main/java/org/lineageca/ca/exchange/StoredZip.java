package org.lineageca.ca.exchange;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.zip.CRC32;
import org.lineageca.octets.Octets;

/**
 * Writes the one zip there is of some files (APPNOTE 6.3.10): stored, no times, no permissions, no
 * comments, nothing between.
 */
final class StoredZip {

    static final int LOCAL = 0x04034b50;
    static final int CENTRAL = 0x02014b50;
    static final int END = 0x06054b50;
    static final int LOCAL_OCTETS = 30;
    static final int CENTRAL_OCTETS = 46;
    static final int END_OCTETS = 22;

    /** Version 1.0, which is all that storing needs; made on a system without permissions. */
    private static final short VERSION = 10;

    /** 1 January 1980, the first there is. */
    private static final short FIRST_DAY = 0x21;

    private StoredZip() {}

    /** Writes the files in their order. */
    static Octets write(SequencedMap<String, Octets> files) {
        var length = END_OCTETS;
        for (var file : files.entrySet()) {
            length +=
                    LOCAL_OCTETS
                            + CENTRAL_OCTETS
                            + 2 * file.getKey().length()
                            + file.getValue().length();
        }
        var zip = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        var offsets = new ArrayList<Integer>();
        files.forEach((name, content) -> {
            offsets.add(zip.position());
            zip.putInt(LOCAL);
            describe(zip, name, content);
            zip.put(ascii(name)).put(content.toArray());
        });
        var directory = zip.position();
        directory(zip, files, offsets);
        var directoryLength = zip.position() - directory;
        zip.putInt(END).putShort((short) 0).putShort((short) 0);
        zip.putShort((short) files.size()).putShort((short) files.size());
        zip.putInt(directoryLength).putInt(directory).putShort((short) 0);
        return Octets.of(zip.array());
    }

    private static void directory(
            ByteBuffer zip, SequencedMap<String, Octets> files, List<Integer> offsets) {
        var offset = offsets.iterator();
        files.forEach((name, content) -> {
            zip.putInt(CENTRAL).putShort(VERSION);
            describe(zip, name, content);
            zip.putShort((short) 0); // comment
            zip.putShort((short) 0); // disk
            zip.putShort((short) 0); // internal attributes
            zip.putInt(0); // external attributes
            zip.putInt(offset.next());
            zip.put(ascii(name));
        });
    }

    /** What the local header and the directory say alike. */
    private static void describe(ByteBuffer zip, String name, Octets content) {
        zip.putShort(VERSION);
        zip.putShort((short) 0); // flags
        zip.putShort((short) 0); // stored
        zip.putShort((short) 0).putShort(FIRST_DAY);
        zip.putInt(crc(content));
        zip.putInt(content.length()).putInt(content.length());
        zip.putShort((short) name.length());
        zip.putShort((short) 0); // extra fields
    }

    static int crc(Octets content) {
        var crc = new CRC32();
        crc.update(content.toArray());
        return (int) crc.getValue();
    }

    private static byte[] ascii(String name) {
        return FileName.require(name).getBytes(StandardCharsets.US_ASCII);
    }
}
