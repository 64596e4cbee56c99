package org.lineageca.ca.ceremony;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lineageca.octets.Octets;

/**
 * What is to be done, as it was written.
 *
 * @param at the time that stands in what is signed: notBefore, thisUpdate
 * @param token the label of the token used
 * @param publisher base URL under which CRLs and CA certificates are served
 * @param responder base URL under which OCSP is answered; null where it is not
 * @param text the YAML, to the letter
 */
public record CeremonyScript(
        String title,
        Instant at,
        String token,
        String publisher,
        @Nullable String responder,
        CeremonyPeople people,
        List<ScriptStep> steps,
        String text) {

    public CeremonyScript {
        steps = List.copyOf(steps);
    }

    /**
     * Reads a script.
     *
     * @throws org.lineageca.ca.yaml.InvalidDescriptionException naming line and column
     */
    public static CeremonyScript read(String yaml) {
        return ScriptReader.read(yaml);
    }

    /** What witnesses compare: SHA-256 of the text in UTF-8. */
    public Octets sha256() {
        return Octets.of(text.getBytes(StandardCharsets.UTF_8)).sha256();
    }

    /** Everyone it names: who takes part, and who is to get a share. */
    public List<String> persons() {
        return Stream.concat(
                        people.all().stream(),
                        steps.stream()
                                .filter(ScriptStep.Reshare.class::isInstance)
                                .flatMap(step -> ((ScriptStep.Reshare) step).custodians().stream()))
                .distinct()
                .toList();
    }

    /** The requests from exchange packages that it names. */
    public List<String> requests() {
        return steps.stream()
                .filter(ScriptStep.Certify.class::isInstance)
                .flatMap(step -> ((ScriptStep.Certify) step).requests().stream())
                .toList();
    }

    /** How many serial numbers its certificates take. */
    public int serials() {
        return steps.stream()
                .mapToInt(step ->
                        switch (step) {
                            case ScriptStep.CreateCa _,
                                    ScriptStep.Renew _,
                                    ScriptStep.Rekey _,
                                    ScriptStep.CertifyRequest _,
                                    ScriptStep.CrossCertify _,
                                    ScriptStep.OcspSigner _ ->
                                    1;
                            case ScriptStep.Roll roll -> roll.successors().size();
                            case ScriptStep.Certify certify -> certify.requests().size();
                            case ScriptStep.InitialiseToken _,
                                    ScriptStep.Reshare _,
                                    ScriptStep.Crls _,
                                    ScriptStep.DestroyKey _ ->
                                    0;
                        })
                .sum();
    }
}
