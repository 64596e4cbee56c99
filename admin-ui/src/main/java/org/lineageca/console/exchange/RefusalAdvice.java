package org.lineageca.console.exchange;

import org.lineageca.ca.exchange.PackageFault;

/** What to do about a package that was refused. */
final class RefusalAdvice {

    private RefusalAdvice() {}

    static String of(PackageFault fault, boolean isOffline) {
        return switch (fault) {
            case TOO_LARGE,
                    TRUNCATED,
                    NOT_A_PACKAGE,
                    SURROUNDED,
                    COMPRESSED,
                    ENTRY_NAME,
                    NO_FILE,
                    DUPLICATE_ENTRY,
                    UNLISTED_ENTRY,
                    MISSING_ENTRY,
                    CHANGED_CONTENT,
                    MANIFEST,
                    ALGORITHM,
                    SIGNATURE ->
                    "This is not the file the sender packed. Have it downloaded there again – packages are kept – and compare its SHA-256 by voice. If that is the same, someone tampers with what you carry.";
            case UNKNOWN_SIGNER ->
                    "If you know who packed it, pin their key under Exchange first: one person brings it, another compares its words. If a partner of yours should have packed it, ask whether their key has changed.";
            case OTHER_PARTNER, OTHER_RECIPIENT ->
                    "It is meant for another installation. If it is for this one, the sender has pinned another key for it: let them compare the words on this page with theirs.";
            case OTHER_KIND ->
                    isOffline
                            ? "An offline installation takes requests. Results go back to the online installation."
                            : "An online installation takes results. Requests go to the offline installation.";
            case REPLAY -> "There is nothing to do. You find it in the list of packages.";
            case REORDER ->
                    "The sender has packed two packages with one number, as after its database was restored from a backup. Find out with them which is right; to begin anew, both sides remove and pin each other again.";
            case GAP ->
                    "Bring those that are missing first. The sender downloads them again from its list of packages.";
            case OTHER_PREVIOUS ->
                    "What the sender sent before is not what was taken here. Do not go on until you know why: its database was restored from a backup, or someone else signs with its key. To begin anew, both sides remove and pin each other again.";
            case PLAN,
                    APPROVALS,
                    CONFUSABLE,
                    NOT_PLANNED,
                    OTHER_ISSUER,
                    OLD_GENERATION,
                    POSSESSION ->
                    "The sender signed it, and it is not accepted all the same. Ask them what happened; let them withdraw the act and propose another.";
            case TRANSCRIPT, RESULT ->
                    "The sender signed it, and it is not what a ceremony leaves behind. Do not go on until you know why, with the ceremony's minutes in hand.";
        };
    }
}
