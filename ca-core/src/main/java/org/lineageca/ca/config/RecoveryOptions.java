package org.lineageca.ca.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.people.Recovery;
import org.lineageca.ca.x509.PinnedCertificate;

/**
 * What a recovery of people is asked to do, as the command line says it.
 *
 * @param newcomers the administrator, then the officer
 */
record RecoveryOptions(
        List<Newcomer> newcomers, List<String> lost, String reason, List<String> witnesses) {

    /**
     * One of the two.
     *
     * @param certificate a file they brought; null if a key is made for them
     */
    record Newcomer(String name, TrustedRole role, @Nullable Path certificate) {

        Recovery.Newcomer with(PinnedCertificate known) {
            return new Recovery.Newcomer(name, role, known);
        }

        CredentialFolder place(Path folder) {
            var place = folder.resolve(name).normalize();
            if (!folder.normalize().equals(place.getParent())) {
                throw refused("'" + name + "' will not do as a name");
            }
            return new CredentialFolder(place);
        }
    }

    static RecoveryOptions of(List<String> options) {
        var values = new HashMap<String, List<String>>();
        for (var i = 0; i + 1 < options.size(); i += 2) {
            values.computeIfAbsent(options.get(i), _ -> new ArrayList<>()).add(options.get(i + 1));
        }
        return new RecoveryOptions(
                List.of(
                        newcomer(values, "--administrator", TrustedRole.Administrator),
                        newcomer(values, "--officer", TrustedRole.Officer)),
                values.getOrDefault("--lost", List.of()),
                one(values, "--reason"),
                values.getOrDefault("--witness", List.of()));
    }

    private static Newcomer newcomer(
            Map<String, List<String>> values, String option, TrustedRole role) {
        var file = values.getOrDefault(option + "-certificate", List.of());
        return new Newcomer(
                one(values, option), role, file.isEmpty() ? null : Path.of(file.getFirst()));
    }

    private static String one(Map<String, List<String>> values, String option) {
        var given = values.getOrDefault(option, List.of());
        if (given.size() != 1) {
            throw refused("There must be one " + option + ", not " + given.size());
        }
        return given.getFirst();
    }

    /** The same with certificates that have been read or made. */
    Recovery recovery(List<Recovery.Newcomer> known) {
        return new Recovery(known, lost, reason, witnesses);
    }

    private static RefusedException refused(String why) {
        return new RefusedException(Refusal.INVALID_VALUE, why + ". Nothing was changed.");
    }
}
