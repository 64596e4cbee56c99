package org.lineageca.console.certificates;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.decoding.DecodedCertificate;
import org.lineageca.ca.decoding.DecodedField;

/**
 * A field of two certificates side by side.
 *
 * @param first null where the first certificate does not have it
 * @param second null where the second does not
 */
record ComparedField(
        DecodedField.Topic topic,
        String name,
        @Nullable DecodedField first,
        @Nullable DecodedField second) {

    /**
     * Whether both say the same: the same values in the same order, critical in both or neither.
     */
    boolean isEqual() {
        return first != null && second != null && first.equals(second);
    }

    /** Every field either has, by topic; those of the first in their order, then the second's. */
    static List<ComparedField> of(DecodedCertificate first, DecodedCertificate second) {
        var all = new ArrayList<ComparedField>();
        for (var topic : DecodedField.Topic.values()) {
            first.fields().stream()
                    .filter(field -> field.topic() == topic)
                    .forEach(field ->
                            all.add(
                                    new ComparedField(
                                            topic,
                                            field.name(),
                                            field,
                                            find(second, field).orElse(null))));
            second.fields().stream()
                    .filter(field -> field.topic() == topic && find(first, field).isEmpty())
                    .forEach(field -> all.add(new ComparedField(topic, field.name(), null, field)));
        }
        return List.copyOf(all);
    }

    private static Optional<DecodedField> find(DecodedCertificate in, DecodedField like) {
        return in.fields().stream()
                .filter(field -> field.topic() == like.topic() && field.name().equals(like.name()))
                .findFirst();
    }
}
