package org.lineageca.system;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes wrong octets of right ones, in one to four steps. */
record Mutation(List<byte[]> seeds, Random random) {

    private static final byte[] TELLING = {0, 1, 0x7f, (byte) 0x80, (byte) 0x81, (byte) 0xff, 0x30};
    private static final int LONGEST_PART = 64;

    byte[] next() {
        var octets = seed().clone();
        for (var steps = random.nextInt(4); steps >= 0; steps--) {
            octets = step(octets);
        }
        return octets;
    }

    private byte[] step(byte[] octets) {
        if (octets.length == 0) {
            return seed().clone();
        }
        var place = random.nextInt(octets.length);
        var part = random.nextInt(Math.min(LONGEST_PART, octets.length - place) + 1);
        return switch (random.nextInt(7)) {
            case 0 -> changed(octets, place, (byte) (octets[place] ^ (1 << random.nextInt(8))));
            case 1 -> changed(octets, place, TELLING[random.nextInt(TELLING.length)]);
            case 2 -> changed(octets, place, (byte) random.nextInt(256));
            case 3 -> replaced(octets, place, part, new byte[0]);
            case 4 -> replaced(octets, place, 0, Arrays.copyOfRange(octets, place, place + part));
            case 5 -> replaced(octets, place, part, seed());
            default -> Arrays.copyOf(octets, place);
        };
    }

    private byte[] seed() {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private static byte[] changed(byte[] octets, int place, byte value) {
        octets[place] = value;
        return octets;
    }

    private static byte[] replaced(byte[] octets, int place, int length, byte[] by) {
        var rest = octets.length - place - length;
        var result = new byte[place + by.length + rest];
        System.arraycopy(octets, 0, result, 0, place);
        System.arraycopy(by, 0, result, place, by.length);
        System.arraycopy(octets, place + length, result, place + by.length, rest);
        return result;
    }
}
