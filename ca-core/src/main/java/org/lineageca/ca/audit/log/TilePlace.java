package org.lineageca.ca.audit.log;

import java.util.regex.Pattern;

/**
 * Which tile of a level, and how much of it (C2SP tlog-tiles).
 *
 * @param index from 0
 * @param width how many hashes or entries are in it; fewer than {@link #FULL} at the right edge
 */
public record TilePlace(long index, int width) {

    /** Hashes in a full tile, entries in a full bundle. */
    public static final int FULL = 256;

    /** Levels of the tree in one of tiles. */
    public static final int HEIGHT = 8;

    private static final Pattern PATH =
            Pattern.compile("((?:x[0-9]{3}/){0,5})([0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    public TilePlace {
        if (index < 0 || width < 1 || width > FULL) {
            throw new IllegalArgumentException(
                    "there is no tile %s of width %s".formatted(index, width));
        }
    }

    /**
     * Reads the end of a path, as {@code x001/x234/067} or {@code 000.p/17}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static TilePlace of(String path) {
        var parts = PATH.matcher(path);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + path + "' is not the path of a tile");
        }
        var index = Long.parseLong(parts.group(1).replaceAll("[x/]", "") + parts.group(2));
        var width = parts.group(3);
        var place = new TilePlace(index, width == null ? FULL : Integer.parseInt(width));
        if (!place.path().equals(path)) {
            throw new IllegalArgumentException(
                    "'%s' is written '%s'".formatted(path, place.path()));
        }
        return place;
    }

    /** The tile that holds a hash of a level, in a tree of so many leaves. */
    static TilePlace of(int level, long hash, long size) {
        var index = hash / FULL;
        return new TilePlace(
                index, (int) Math.min(FULL, (size >> (HEIGHT * level)) - index * FULL));
    }

    /** How many hashes of the level, or entries, come before it. */
    public long first() {
        return index * FULL;
    }

    /** The end of its path. */
    public String path() {
        var path = new StringBuilder("%03d".formatted(index % 1000));
        for (var rest = index / 1000; rest > 0; rest /= 1000) {
            path.insert(0, "x%03d/".formatted(rest % 1000));
        }
        return width == FULL ? path.toString() : path + ".p/" + width;
    }
}
