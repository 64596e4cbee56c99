package org.lineageca.ca.act;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.people.PersonChange;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.octets.Octets;

/** Lines of text as an act: the way back from {@link PlanWriter}. */
final class PlanReader {

    private record Line(String field, String value) {}

    private final ArrayDeque<Line> lines = new ArrayDeque<>();

    private PlanReader(String text) {
        for (var line : text.lines().toList()) {
            var parts = line.split(": ", 2);
            if (parts.length != 2) {
                throw new IllegalArgumentException("'" + line + "' is no line of a plan");
            }
            lines.add(new Line(parts[0], parts[1]));
        }
    }

    static Act read(String text) {
        var reader = new PlanReader(text);
        try {
            var act = reader.act();
            if (!reader.lines.isEmpty()) {
                throw new IllegalArgumentException(
                        "the plan goes on after its end: " + reader.lines.getFirst());
            }
            return act;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("the plan has a bad time: " + e.getMessage(), e);
        }
    }

    private Act act() {
        return switch (value("act")) {
            case "renew" -> new Act.Renew(generation("generation"), validity());
            case "modify" -> new Act.Modify(generation("generation"), validity(), constraints());
            case "roll" -> {
                var predecessor = generation("predecessor");
                var certifier = certifier();
                var validity = validity();
                yield new Act.Roll(predecessor, keys(), certifier, validity);
            }
            case "re-key" -> {
                var predecessor = generation("predecessor");
                var certifier = certifier();
                var validity = validity();
                yield new Act.Rekey(predecessor, key(), certifier, validity);
            }
            case "cut-over" ->
                    new Act.CutOver(
                            optionalGeneration("from"),
                            generation("to"),
                            instant("not-before"),
                            flag("when-needed"));
            case "disable" -> new Act.Disable(generation("generation"));
            case "cross-certify" ->
                    new Act.CrossCertify(
                            generation("issuer"),
                            Octets.ofHex(value("subject-certificate")),
                            validity(),
                            constraints());
            case "trust-anchor" -> new Act.TrustAnchor(Octets.ofHex(value("certificate")));
            case "revoke-ca" ->
                    new Act.RevokeCa(
                            generation("generation"),
                            RevocationReason.forCa(value("reason")),
                            instant("invalidity-date"),
                            flag("with-certificates"));
            case "revoke-certificates" ->
                    new Act.RevokeCertificates(
                            Long.parseLong(value("batch")),
                            Integer.parseInt(value("certificates")),
                            Octets.ofHex(value("list-sha256")),
                            RevocationReason.ofLabel(value("reason")),
                            instant("invalidity-date"),
                            terms());
            case "reissue-certificates" ->
                    new Act.ReissueCertificates(
                            Long.parseLong(value("batch")),
                            Integer.parseInt(value("certificates")),
                            Octets.ofHex(value("list-sha256")),
                            value("reason"),
                            instant("deadline"),
                            all(PlanWriter.EXPECTED));
            case "retire" -> new Act.Retire(generation("generation"));
            case "destroy-key" -> new Act.DestroyKey(generation("generation"));
            case "change-profile" -> {
                var profile = value("profile");
                var version = Integer.parseInt(value("version"));
                var replaces = value("replaces-sha256");
                yield new Act.ChangeProfile(
                        profile,
                        version,
                        replaces.equals(PlanWriter.NONE) ? null : Octets.ofHex(replaces),
                        all("document").stream()
                                .map(row -> row + "\n")
                                .collect(Collectors.joining()));
            }
            case "change-people" -> new Act.ChangePeople(value("person"), change());
            case String other -> throw new IllegalArgumentException("there is no act " + other);
        };
    }

    private PersonChange change() {
        return switch (value(PlanWriter.CHANGE)) {
            case PlanWriter.ADMIT -> new PersonChange.Admit(role("role"), certificate());
            case PlanWriter.REMOVE -> new PersonChange.Remove();
            case PlanWriter.ADD_CERTIFICATE -> new PersonChange.AddCertificate(certificate());
            case PlanWriter.REMOVE_CERTIFICATE -> new PersonChange.RemoveCertificate(certificate());
            case PlanWriter.GIVE_ROLE -> new PersonChange.GiveRole(role("before"), role("role"));
            case String other ->
                    throw new IllegalArgumentException("there is no change of people " + other);
        };
    }

    private TrustedRole role(String field) {
        return TrustedRole.valueOf(value(field));
    }

    private Octets certificate() {
        return Octets.ofHex(value(PlanWriter.CERTIFICATE));
    }

    /** Plans that were kept before there were any have none. */
    private Act.RevokeCertificates.Terms terms() {
        var isDrill = !all(PlanWriter.DRILL).isEmpty();
        return new Act.RevokeCertificates.Terms(isDrill, all(PlanWriter.EXPECTED));
    }

    private List<NewKey> keys() {
        var keys = new ArrayList<NewKey>();
        while (!lines.isEmpty()) {
            keys.add(key());
        }
        return keys;
    }

    private NewKey key() {
        var name = DistinguishedName.of(value("subject"));
        var number = Integer.parseInt(value("number"));
        var algorithm = KeyAlgorithm.valueOf(value("key"));
        return new NewKey(name, number, value("token"), value("key-label"), algorithm);
    }

    private Certifier certifier() {
        var value = value("certified-by");
        if (value.equals(PlanWriter.ITSELF)) {
            return new Certifier.Itself();
        }
        return value.startsWith(PlanWriter.EXTERNAL)
                ? new Certifier.External(
                        Octets.ofHex(value.substring(PlanWriter.EXTERNAL.length())))
                : new Certifier.Parent(new GenerationId(Octets.ofHex(value)));
    }

    private CaConstraints constraints() {
        var length = value("path-length");
        return new CaConstraints(
                length.equals(PlanWriter.NONE) ? null : Integer.valueOf(length),
                all("policy"),
                all("permitted-dns"));
    }

    private List<String> all(String field) {
        var values = new ArrayList<String>();
        while (!lines.isEmpty() && lines.getFirst().field().equals(field)) {
            values.add(lines.removeFirst().value());
        }
        return values;
    }

    private GenerationId generation(String field) {
        return new GenerationId(Octets.ofHex(value(field)));
    }

    private @Nullable GenerationId optionalGeneration(String field) {
        var value = value(field);
        return value.equals(PlanWriter.NONE) ? null : new GenerationId(Octets.ofHex(value));
    }

    private Duration validity() {
        var value = value("validity");
        return value.endsWith(PlanWriter.DAYS)
                ? Duration.ofDays(number(value, PlanWriter.DAYS))
                : Duration.ofSeconds(number(value, PlanWriter.SECONDS));
    }

    private static long number(String value, String unit) {
        return Long.parseLong(value.substring(0, Math.max(0, value.length() - unit.length())));
    }

    private @Nullable Instant instant(String field) {
        var value = value(field);
        return value.equals(PlanWriter.NONE) ? null : Instant.parse(value);
    }

    private boolean flag(String field) {
        return switch (value(field)) {
            case "true" -> true;
            case "false" -> false;
            case String other ->
                    throw new IllegalArgumentException(field + " is true or false, not " + other);
        };
    }

    private String value(String field) {
        var line = lines.pollFirst();
        if (line == null || !line.field().equals(field)) {
            throw new IllegalArgumentException(
                    "the plan has "
                            + (line == null ? "ended" : "'" + line.field() + "'")
                            + " where '"
                            + field
                            + "' belongs");
        }
        return line.value();
    }
}
