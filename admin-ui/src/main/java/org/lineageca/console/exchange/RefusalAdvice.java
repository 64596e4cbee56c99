package org.lineageca.console.exchange;

import org.lineageca.ca.exchange.PackageFault;
import org.lineageca.console.language.Texts;

/** What to do about a package that was refused. */
final class RefusalAdvice {

    private static final Texts TEXTS = Texts.of(RefusalAdvice.class);

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
                    TEXTS.say("this-is-not-the-file");
            case UNKNOWN_SIGNER -> TEXTS.say("if-you-know-who-packed");
            case OTHER_PARTNER, OTHER_RECIPIENT -> TEXTS.say("it-is-meant-for-another");
            case OTHER_KIND ->
                    isOffline
                            ? TEXTS.say("an-offline-installation-takes-requests")
                            : TEXTS.say("an-online-installation-takes-results");
            case REPLAY -> TEXTS.say("there-is-nothing-to-do");
            case REORDER -> TEXTS.say("the-sender-has-packed-two");
            case GAP -> TEXTS.say("bring-those-that-are-missing");
            case OTHER_PREVIOUS -> TEXTS.say("what-the-sender-sent-before");
            case PLAN,
                    APPROVALS,
                    CONFUSABLE,
                    NOT_PLANNED,
                    OTHER_ISSUER,
                    OLD_GENERATION,
                    POSSESSION ->
                    TEXTS.say("the-sender-signed-it-and");
            case TRANSCRIPT, RESULT -> TEXTS.say("the-sender-signed-it-and-it");
        };
    }
}
