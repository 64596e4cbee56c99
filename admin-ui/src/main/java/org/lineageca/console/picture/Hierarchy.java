package org.lineageca.console.picture;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lineageca.console.language.Texts;

/**
 * Who certified whom, and who came after whom.
 *
 * @param nodes a node after the one it stands below
 * @param edges between them, or from one to itself
 */
public record Hierarchy(List<Node> nodes, List<Edge> edges) {

    private static final Texts TEXTS = Texts.of(Hierarchy.class);

    /**
     * A key, or a CA that is not ours.
     *
     * @param id unique among the nodes
     * @param name of the authority
     * @param state of the generation; empty for a CA that is not ours
     * @param below the node it stands below; null for one at the top
     */
    public record Node(String id, String name, String state, @Nullable String below) {}

    /** What leads from one node to another. */
    public enum Kind {
        /** The first certificate over the key. */
        FIRST,
        /** A later certificate over the same key (RFC 3647 4.6). */
        RENEWED,
        /** A certificate by another than the first issuer, or a link certificate. */
        CROSS,
        /** A certificate that is asked for and not there. */
        ASKED,
        /** The same name has a new key (RFC 3647 4.7). */
        RE_KEY,
        /** A new name and key take over. */
        ROLL;

        String word() {
            return switch (this) {
                case FIRST -> TEXTS.say("first");
                case RENEWED -> TEXTS.say("renewed");
                case CROSS -> TEXTS.say("cross");
                case ASKED -> TEXTS.say("asked-for");
                case RE_KEY -> TEXTS.say("re-key");
                case ROLL -> TEXTS.say("roll");
            };
        }

        String style() {
            return "edge-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public boolean isSuccession() {
            return this == RE_KEY || this == ROLL;
        }
    }

    /**
     * One certificate, or one succession.
     *
     * @param from the issuer, or the predecessor
     * @param serial of the certificate, hexadecimal; empty where there is none
     */
    public record Edge(
            Kind kind,
            String from,
            String to,
            String serial,
            @Nullable Instant notBefore,
            @Nullable Instant notAfter) {}

    public Hierarchy {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }
}
