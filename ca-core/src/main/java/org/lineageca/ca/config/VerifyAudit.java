package org.lineageca.ca.config;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import org.lineageca.ca.inspection.AuditLogInspection;

/**
 * The program that checks a whole audit log with the public key of who signs it and a checkpoint
 * from earlier: what the service and its database say is compared with these, and not believed.
 *
 * <p>Arguments: {@code --key FILE --checkpoint FILE --url URL --credential FOLDER --root FILE
 * [--json]}. Exit status: 0 if it is in order, 1 if it is not, 2 for wrong usage, files that cannot
 * be read, and a service that does not answer.
 */
public final class VerifyAudit {

    private static final int NOT_IN_ORDER = 1;
    private static final int USAGE = 2;

    private VerifyAudit() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out, System.err));
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        try {
            var question = AuditQuestion.of(arguments);
            try (var log = HttpAuditLog.at(question)) {
                var inspection = AuditLogInspection.of(question.keys(), question.earlier(), log);
                if (question.isJson()) {
                    VerificationReport.json(inspection, out);
                } else {
                    VerificationReport.text(inspection, out);
                }
                return switch (inspection.outcome()) {
                    case IN_ORDER -> 0;
                    case NOT_IN_ORDER, UNVOUCHED -> NOT_IN_ORDER;
                };
            }
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage() + ". Nothing was checked.");
            return USAGE;
        } catch (IOException e) {
            err.println(reason(e) + ". Nothing was checked.");
            return USAGE;
        } catch (UncheckedIOException e) {
            err.println("The log cannot be read: " + e.getMessage() + ". Nothing was reported.");
            return USAGE;
        }
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.NoSuchFileException
                ? "There is no file " + e.getMessage()
                : "A file cannot be read: " + e.getMessage();
    }
}
