package org.lineageca.ca.audit.log;

import java.util.List;
import org.lineageca.octets.Octets;

/** The tree as tiles (C2SP tlog-tiles), wherever they are kept. */
@FunctionalInterface
public interface Tiles {

    /**
     * The hashes of a tile.
     *
     * @param level 0 for leaves; each hash of a higher level is that of a full tile of the one
     *     below
     * @return as many as its width
     */
    List<Octets> tile(int level, TilePlace place);
}
