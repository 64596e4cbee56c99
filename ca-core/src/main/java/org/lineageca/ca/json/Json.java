package org.lineageca.ca.json;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A value of a signed document. What RFC 8259 has beyond these is not used in them. */
public sealed interface Json {

    record Text(String value) implements Json {}

    /** From 0 to 2^53-1, so that every reader has the same number (RFC 8785 3.2.2.3). */
    record Whole(long value) implements Json {

        static final long GREATEST = (1L << 53) - 1;

        public Whole {
            if (value < 0 || value > GREATEST) {
                throw new IllegalArgumentException(value + " is not from 0 to 2^53-1");
            }
        }
    }

    record Items(List<Json> values) implements Json {
        public Items {
            values = List.copyOf(values);
        }
    }

    /** Sorted by name as RFC 8785 3.2.3 has it: by UTF-16 code units. */
    record Fields(SortedMap<String, Json> values) implements Json {
        public Fields {
            values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        }
    }
}
