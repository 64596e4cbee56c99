package org.lineageca.ca.rehearsal;

import java.util.List;

/** A program or library by which relying parties check certificates. */
public interface Verifier {

    /** Such as {@code OpenSSL}. */
    String name();

    Presence presence();

    /** Judges each of the leaves; the answers are in their order. */
    List<Answer> judge(Evidence evidence);
}
