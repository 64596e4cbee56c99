package org.lineageca.hsm.protocol;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.hsm.client.CollectedSet;
import org.lineageca.hsm.client.ProposedSet;
import org.lineageca.hsm.client.ShareSet;
import org.lineageca.hsm.client.ShareStatus;

/** A share status in a frame. */
final class StatusFields {

    private StatusFields() {}

    static void write(FieldWriter fields, ShareStatus status) {
        fields.constant(status.state()).flag(status.throwAway()).octets(status.oneTimePublicKey());
        var proposed = status.proposed();
        fields.flag(proposed != null);
        if (proposed != null) {
            write(fields, proposed.set(), proposed.confirmed());
        }
        write(fields, status.present());
        write(fields, status.unsettled());
    }

    static ShareStatus read(FieldReader fields) {
        return new ShareStatus(
                fields.constant(ShareStatus.State.class),
                fields.flag(),
                fields.octets(),
                fields.flag() ? new ProposedSet(fields.set(), indices(fields)) : null,
                collected(fields),
                collected(fields));
    }

    private static void write(FieldWriter fields, @Nullable CollectedSet collected) {
        fields.flag(collected != null);
        if (collected != null) {
            write(fields, collected.set(), collected.indices());
        }
    }

    private static void write(FieldWriter fields, ShareSet set, List<Integer> indices) {
        fields.set(set).small(indices.size());
        indices.forEach(fields::small);
    }

    private static @Nullable CollectedSet collected(FieldReader fields) {
        return fields.flag() ? new CollectedSet(fields.set(), indices(fields)) : null;
    }

    private static List<Integer> indices(FieldReader fields) {
        var indices = new ArrayList<Integer>();
        for (var count = fields.small(); count > 0; count--) {
            indices.add(fields.small());
        }
        return indices;
    }
}
