package org.lineageca.console.ceremony;

import java.util.List;
import org.lineageca.ca.ceremony.CeremonyRole;

/** What a run waits for at the moment; one thing at a time. */
sealed interface Pending {

    /** The same, for everyone who only watches. */
    String sentence();

    /** People are missing. */
    record Arrivals(String sentence) implements Pending {}

    /**
     * The administrator presses a button.
     *
     * @param button what stands on it
     * @param isSplit whether it has the PIN split; else it takes the present step further
     */
    record Press(String button, boolean isSplit, String sentence) implements Pending {}

    /** Initials to the digest that is shown. */
    record Initials(List<CeremonyRole> missing, String sentence) implements Pending {

        public Initials {
            missing = List.copyOf(missing);
        }
    }

    /** Custodians hand in shares. */
    record Shares(String sentence) implements Pending {}

    /** The signer does not answer; whoever watches over it starts it again. */
    record Signer(String sentence) implements Pending {}

    /** Nothing: it has ended. */
    record Nothing(String sentence) implements Pending {}
}
