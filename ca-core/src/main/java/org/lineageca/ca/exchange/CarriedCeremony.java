package org.lineageca.ca.exchange;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.ceremony.CeremonyPlan;
import org.lineageca.ca.ceremony.CeremonyResult;
import org.lineageca.ca.ceremony.IllegalMoveException;
import org.lineageca.ca.ceremony.RunKind;
import org.lineageca.ca.ceremony.RunState;
import org.lineageca.ca.ceremony.TranscriptEntry;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.yaml.InvalidDescriptionException;
import org.lineageca.octets.Octets;

/**
 * A ceremony on its way in a package.
 *
 * @param state the fold of its transcript: what it did and left behind
 */
public record CarriedCeremony(CeremonyRecord record, RunState state) {

    /** A ceremony's record, and the files it names. */
    public record Packed(CeremonyRecord record, Map<String, Octets> files) {
        public Packed {
            files = Map.copyOf(files);
        }
    }

    /**
     * Packs a ceremony that came to its end.
     *
     * @param name letters a to z, digits and hyphens; every file's name begins with it
     * @param signature by the exchange key over the SHA-256 of the last entry
     */
    public static Packed pack(
            String name,
            RunState state,
            List<Consent> approvals,
            Octets signature,
            Octets minutes) {
        var plan = state.plan();
        var files = new HashMap<String, Octets>();
        var results = results(name, state, files);
        var record =
                new CeremonyRecord(
                        name,
                        name + ".script.yml",
                        name + ".record",
                        name + ".plan",
                        approvals,
                        name + ".transcript",
                        name + ".transcript.sig",
                        name + ".minutes.pdf",
                        results);
        files.put(record.script(), octets(plan.script().text()));
        files.put(record.record(), octets(plan.record().text()));
        files.put(record.plan(), octets(plan.text()));
        files.put(record.transcript(), transcript(state.entries()));
        files.put(record.signature(), signature);
        files.put(record.minutes(), minutes);
        return new Packed(record, files);
    }

    /**
     * Reads a ceremony, and makes sure that it went by its plan to its end.
     *
     * @param signer who signed the package, and must have signed the transcript
     */
    static CarriedCeremony read(ExchangePackage exchanged, CeremonyRecord record, Octets signer) {
        var plan = plan(exchanged, record);
        var state = state(exchanged, record, plan);
        if (state.kind() != RunKind.REAL || state.status() != RunState.Status.CLOSED) {
            throw refused(record, "is of a rehearsal, or of a ceremony that did not end", null);
        }
        if (!state.exchangeKey().filter(signer::equals).isPresent()
                || !ExchangeVerification.holds(
                        signer,
                        octets(state.entries().getLast().line()),
                        exchanged.file(record.signature()))) {
            throw refused(record, "is not signed by the key that signed the package", null);
        }
        var files = new HashMap<String, Octets>();
        if (!results(record.ceremony(), state, files).equals(record.results())
                || files.entrySet().stream()
                        .anyMatch(file -> !exchanged.file(file.getKey()).equals(file.getValue()))) {
            throw new PackageRefusedException(
                    PackageFault.RESULT,
                    "the results of ceremony '"
                            + record.ceremony()
                            + "' are not those that its transcript tells of");
        }
        return new CarriedCeremony(record, state);
    }

    private static CeremonyPlan plan(ExchangePackage exchanged, CeremonyRecord record) {
        try {
            var plan =
                    CeremonyPlan.read(
                            text(exchanged.file(record.script())),
                            text(exchanged.file(record.record())));
            if (octets(plan.text()).equals(exchanged.file(record.plan()))) {
                return plan;
            }
            throw new IllegalArgumentException("script and record make another plan");
        } catch (InvalidDescriptionException | IllegalArgumentException e) {
            throw new PackageRefusedException(
                    PackageFault.PLAN,
                    "the plan of ceremony '"
                            + record.ceremony()
                            + "' is not accepted: "
                            + e.getMessage(),
                    e);
        }
    }

    private static RunState state(
            ExchangePackage exchanged, CeremonyRecord record, CeremonyPlan plan) {
        try {
            var transcript = exchanged.file(record.transcript());
            var entries = text(transcript).lines().map(TranscriptEntry::read).toList();
            if (!transcript(entries).equals(transcript)) {
                throw new IllegalArgumentException("its lines do not end as they should");
            }
            return RunState.of(plan, entries);
        } catch (IllegalMoveException | IllegalArgumentException e) {
            throw refused(record, "is not accepted: " + e.getMessage(), e);
        }
    }

    private static Octets transcript(List<TranscriptEntry> entries) {
        var lines = new StringBuilder();
        entries.forEach(entry -> lines.append(entry.line()).append('\n'));
        return octets(lines.toString());
    }

    private static List<CarriedResult> results(
            String name, RunState state, Map<String, Octets> files) {
        var results = new ArrayList<CarriedResult>();
        for (var result : state.results().values()) {
            results.add(carried(name + "-" + (results.size() + 1) + ".", result, files));
        }
        return results;
    }

    private static CarriedResult carried(
            String stem, CeremonyResult result, Map<String, Octets> files) {
        return switch (result) {
            case CeremonyResult.KeyGenerated(var identity, _) ->
                    put(
                            files,
                            stem,
                            CarriedResult.Kind.KEY,
                            identity.id(),
                            null,
                            identity.key().publicKey());
            case CeremonyResult.CaCertificateSigned(var linted, var occasion, var der) ->
                    put(
                            files,
                            stem,
                            CarriedResult.Kind.CA_CERTIFICATE,
                            linted.content().generation(),
                            occasion,
                            der);
            case CeremonyResult.CrlSigned(var linted, _, var der) ->
                    put(
                            files,
                            stem,
                            CarriedResult.Kind.CRL,
                            linted.content().issuer().generation(),
                            null,
                            der);
            case CeremonyResult.OcspSignerSigned(var linted, _, var der) ->
                    put(
                            files,
                            stem,
                            CarriedResult.Kind.OCSP_SIGNER,
                            linted.content().generation(),
                            null,
                            der);
            case CeremonyResult.KeyDestroyed(var identity, var refusal) ->
                    put(
                            files,
                            stem,
                            CarriedResult.Kind.DESTROYED,
                            identity.id(),
                            null,
                            octets(refusal));
        };
    }

    private static CarriedResult put(
            Map<String, Octets> files,
            String stem,
            CarriedResult.Kind kind,
            GenerationId generation,
            @Nullable Octets occasion,
            Octets content) {
        var file = stem + kind.extension();
        files.put(file, content);
        return new CarriedResult(kind, generation, occasion, file);
    }

    private static String text(Octets octets) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.toArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("it is not in UTF-8", e);
        }
    }

    private static Octets octets(String text) {
        return Octets.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static PackageRefusedException refused(
            CeremonyRecord record, String why, @Nullable Exception cause) {
        var message = "the transcript of ceremony '" + record.ceremony() + "' " + why;
        return cause == null
                ? new PackageRefusedException(PackageFault.TRANSCRIPT, message)
                : new PackageRefusedException(PackageFault.TRANSCRIPT, message, cause);
    }
}
