package org.lineageca.publisher.distribute;

import java.io.Closeable;
import java.io.IOException;

/** A place published files are put. It is used by one thread. */
public interface Target extends Closeable {

    /** What operators call it. */
    String name();

    /** What it is, in a word. */
    String kind();

    /** Whether the target has exactly this file; cheap, as it is asked every round. */
    boolean holds(PublishedFile file) throws IOException;

    /** Puts the file there whole, or leaves what was there before, and is durable on return. */
    void store(PublishedFile file) throws IOException;
}
