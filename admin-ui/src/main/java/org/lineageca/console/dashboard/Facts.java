package org.lineageca.console.dashboard;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.batch.IssueInBatches;
import org.lineageca.ca.ceremony.Ceremony;
import org.lineageca.ca.forecast.CrlForecast;
import org.lineageca.ca.forecast.LastSafeIssue;
import org.lineageca.ca.lifecycle.BatchStore;
import org.lineageca.ca.lifecycle.CrlLedger;
import org.lineageca.ca.lifecycle.LineageLedger;
import org.lineageca.ca.lifecycle.Person;
import org.lineageca.ca.lifecycle.ProbeTokens.Probe;
import org.lineageca.console.language.EachLanguage;
import org.lineageca.console.watch.ProgramState;

/**
 * What the dashboard is made from: all that was read at one moment.
 *
 * @param at the moment
 */
record Facts(Instant at, Authorities authorities, Work work, Audit audit, Programs programs) {

    /**
     * Authorities, and what they owe relying parties.
     *
     * @param crls of generations that sign CRLs
     * @param signers of those too
     */
    record Authorities(
            List<Ca> cas, List<CrlScopeFact> crls, List<Signer> signers, List<Role> roles) {
        Authorities {
            cas = List.copyOf(cas);
            crls = List.copyOf(crls);
            signers = List.copyOf(signers);
            roles = List.copyOf(roles);
        }
    }

    /**
     * A generation.
     *
     * @param parent label of the generation above; null for a root
     * @param lineage null for a root
     * @param isReachable whether its key is on a token within reach
     * @param notBefore of its present certificate; null while it has none
     * @param notAfter likewise
     */
    record Ca(
            String label,
            @Nullable String parent,
            String name,
            @Nullable String lineage,
            String state,
            boolean isReachable,
            @Nullable Instant notBefore,
            @Nullable Instant notAfter) {}

    /**
     * A CRL scope.
     *
     * @param sealedUntil nextUpdate of the last CRL that a ceremony signed ahead; null if none
     *     waits
     * @param heldBack the number of the last CRL that a ceremony signed without a revocation that
     *     is on record; null if there is none
     */
    record CrlScopeFact(
            String authority,
            boolean isReachable,
            CrlLedger.Standing standing,
            @Nullable Instant sealedUntil,
            @Nullable Long heldBack) {}

    /** A generation's newest OCSP delegate. */
    record Signer(String authority, String label, Instant notBefore, Instant notAfter) {}

    /**
     * A lineage and the generation that issues for it.
     *
     * @param issuing null where none does
     * @param lastSafeIssue the earliest of its profiles; null where nothing issues, or nothing
     *     could
     * @param hasSpare whether a generation is staged that lasts longer
     * @param forecast of its complete CRL; null while that is not reckoned
     */
    record Role(
            LineageLedger.Settings settings,
            @Nullable Ca issuing,
            @Nullable LastSafeIssue lastSafeIssue,
            boolean hasSpare,
            @Nullable CrlForecast forecast) {}

    /**
     * What people have in hand.
     *
     * @param acts proposed and approved ones
     * @param people everyone who may sign in
     * @param batches issue batches that run or are paused
     */
    record Work(
            List<OpenAct> acts,
            List<Ceremony> ceremonies,
            List<Person> people,
            List<IssueInBatches.Watched> batches) {
        Work {
            batches = List.copyOf(batches);
            acts = List.copyOf(acts);
            ceremonies = List.copyOf(ceremonies);
            people = List.copyOf(people);
        }
    }

    /**
     * An act that is not done.
     *
     * @param titles what it does, in a line
     * @param batch the list it revokes, once it is approved; else null
     * @param progressAt when that was last seen to have come further
     */
    record OpenAct(
            EachLanguage<String> titles,
            DecidedAct act,
            BatchStore.@Nullable Batch batch,
            @Nullable Instant progressAt) {

        String title() {
            return titles.said();
        }
    }

    /**
     * The audit log.
     *
     * @param leaves in the newest checkpoint
     * @param sealedAt when that was made; null before the first
     * @param unsealedSince since when an event waits to be sealed; null if none does
     * @param broken why it is not what was sealed; null if it is
     * @param restored why nothing is signed over it; null if all may be
     */
    record Audit(
            long leaves,
            @Nullable Instant sealedAt,
            @Nullable Instant unsealedSince,
            @Nullable String broken,
            @Nullable String restored) {}

    /** Tokens, and programs beside the console. */
    record Programs(List<Probe> tokens, EachLanguage<Beside> beside) {
        Programs {
            tokens = List.copyOf(tokens);
        }

        List<ProgramState> responders() {
            return beside.said().responders();
        }

        List<ProgramState> publishers() {
            return beside.said().publishers();
        }
    }

    /** Programs beside the console, each in a line of words. */
    record Beside(List<ProgramState> responders, List<ProgramState> publishers) {
        Beside {
            responders = List.copyOf(responders);
            publishers = List.copyOf(publishers);
        }
    }
}
