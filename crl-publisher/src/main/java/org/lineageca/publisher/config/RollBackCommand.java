package org.lineageca.publisher.config;

import java.io.IOException;
import java.time.InstantSource;
import java.util.regex.Pattern;
import org.lineageca.publisher.distribute.FileTree;
import org.lineageca.publisher.distribute.KeptFiles;
import org.lineageca.publisher.guard.CrlScope;
import org.lineageca.publisher.publish.Restore;
import org.lineageca.publisher.publish.RollBack;
import org.lineageca.publisher.publish.Shelf;
import org.lineageca.publisher.publish.Source;
import org.lineageca.publisher.publish.SourceUnavailableException;

/** The program's other way to run: on the folder of a publisher that is stopped. */
final class RollBackCommand {

    static final String OPTION = "--rollback";

    private static final Pattern PLACE = Pattern.compile("([0-9a-f]{16})/(" + CrlScope.NAME + ")");

    private RollBackCommand() {}

    /**
     * Rolls the CRL of a place such as {@code 0123456789abcdef/complete} back.
     *
     * @return what was done, for the operator
     * @throws ConfigurationException when nothing was done, with the reason
     */
    static String run(Settings settings, Source source, String place, InstantSource clock)
            throws IOException {
        var parts = PLACE.matcher(place);
        if (!parts.matches()) {
            throw new ConfigurationException(
                    place
                            + " is not LABEL/SCOPE, such as 0123456789abcdef/complete. Nothing was changed.");
        }
        // The lock of the folder: a running publisher would put its CRL back.
        try (var folder = FileTree.open(settings.folder())) {
            var shelf = new Shelf();
            Restore.onto(shelf, folder);
            var rollBack = new RollBack(source, shelf, new KeptFiles(folder), clock);
            return switch (rollBack.of(parts.group(1), parts.group(2))) {
                case RollBack.Outcome.RolledBack(var from, var to) ->
                        "%s is CRL number %s again. Number %s is not published any more, the next one is. Start the publisher."
                                .formatted(place, to, from);
                case RollBack.Outcome.Refused(var reason, var why) ->
                        throw new ConfigurationException(
                                "%s cannot be rolled back (%s). %s Nothing was changed. Issue a CRL with a higher number instead."
                                        .formatted(place, reason, why));
            };
        } catch (SourceUnavailableException e) {
            throw new ConfigurationException(e.getMessage() + " Nothing was rolled back.");
        }
    }
}
