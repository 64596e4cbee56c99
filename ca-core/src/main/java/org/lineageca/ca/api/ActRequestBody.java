package org.lineageca.ca.api;

import io.micronaut.serde.annotation.Serdeable;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.act.Certifier;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.ActRequest;
import org.lineageca.ca.people.PersonChange;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.Pem;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.octets.Octets;

/**
 * An act as it is asked for over HTTP. Which members belong to which kind stands in
 * docs/lifecycle.md.
 *
 * @param kind as {@code Act.kind()} names it
 * @param generation a label, or the role of a lineage for its enabled generation
 * @param validity such as {@code 5y}, {@code 90d}, {@code 12h}
 * @param issuer label or role of the generation that is to certify the successor
 * @param anchor SHA-256 of the anchor of the external CA that is to, in hexadecimal digits
 * @param certificate PEM
 * @param document of a profile, YAML
 * @param change what changes about the person, as plans name it
 * @param before the person's role now
 * @param role the person's role afterwards
 */
@Serdeable
public record ActRequestBody(
        @Nullable String kind,
        @Nullable String generation,
        @Nullable String name,
        @Nullable String algorithm,
        @Nullable String validity,
        @Nullable Integer spares,
        @Nullable String issuer,
        @Nullable String anchor,
        @Nullable String notBefore,
        @Nullable Boolean whenNeeded,
        @Nullable String certificate,
        @Nullable Integer pathLength,
        @Nullable List<String> policies,
        @Nullable List<String> permittedDns,
        @Nullable String reason,
        @Nullable String invalidityDate,
        @Nullable Boolean withCertificates,
        @Nullable String document,
        @Nullable String person,
        @Nullable String change,
        @Nullable String before,
        @Nullable String role) {

    private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,5})([hdy])");

    /**
     * Reads it.
     *
     * @param generations all there are, to find the one that is meant
     */
    ActRequest parse(List<Generation> generations) {
        var asked = required("kind", kind);
        return switch (asked) {
            case "trust-anchor" -> new ActRequest.TrustAnchor(caCertificate());
            case "renew" -> new ActRequest.Renew(generation(generations), duration());
            case "modify" ->
                    new ActRequest.Modify(generation(generations), duration(), constraints());
            case "roll" ->
                    new ActRequest.Roll(
                            generation(generations),
                            optional("name", name, DistinguishedName::of),
                            key(),
                            duration(),
                            spares == null ? 0 : spares,
                            certifier(generations));
            case "re-key" ->
                    new ActRequest.Rekey(
                            generation(generations), key(), duration(), certifier(generations));
            case "cut-over" ->
                    new ActRequest.CutOver(
                            generation(generations),
                            optional("notBefore", notBefore, ActRequestBody::time),
                            Boolean.TRUE.equals(whenNeeded));
            case "disable" -> new ActRequest.Disable(generation(generations));
            case "cross-certify" ->
                    new ActRequest.CrossCertify(
                            generation(generations), caCertificate(), duration(), constraints());
            case "revoke-ca" ->
                    new ActRequest.RevokeCa(
                            generation(generations),
                            parsed("reason", required("reason", reason), RevocationReason::forCa),
                            optional("invalidityDate", invalidityDate, ActRequestBody::time),
                            Boolean.TRUE.equals(withCertificates));
            case "retire" -> new ActRequest.Retire(generation(generations));
            case "destroy-key" -> new ActRequest.DestroyKey(generation(generations));
            case "change-profile" -> new ActRequest.ChangeProfile(required("document", document));
            case "change-people" ->
                    new ActRequest.ChangePeople(required("person", person), personChange());
            default ->
                    throw invalid(
                            "kind",
                            asked,
                            "use renew, modify, roll, re-key, cut-over, disable, cross-certify, trust-anchor, revoke-ca, retire, destroy-key, change-profile or change-people");
        };
    }

    private PersonChange personChange() {
        var asked = required("change", change);
        return switch (asked) {
            case "admit" -> new PersonChange.Admit(role("role", role), signsInWith());
            case "remove" -> new PersonChange.Remove();
            case "add-certificate" -> new PersonChange.AddCertificate(signsInWith());
            case "remove-certificate" -> new PersonChange.RemoveCertificate(signsInWith());
            case "give-role" ->
                    new PersonChange.GiveRole(role("before", before), role("role", role));
            default ->
                    throw invalid(
                            "change",
                            asked,
                            "use admit, remove, add-certificate, remove-certificate or give-role");
        };
    }

    private static TrustedRole role(String member, @Nullable String value) {
        return parsed(member, required(member, value), TrustedRole::valueOf);
    }

    private Octets signsInWith() {
        return parsed(
                "certificate",
                required("certificate", certificate),
                text -> Pem.decode(text, List.of("CERTIFICATE")).sha256());
    }

    private @Nullable Certifier certifier(List<Generation> generations) {
        if (issuer != null && anchor != null) {
            throw invalid("issuer", issuer, "an anchor is named, too, and only one CA can certify");
        }
        return issuer == null
                ? optional(
                        "anchor",
                        anchor,
                        text -> new Certifier.External(ActRequestBody.fingerprint(text)))
                : new Certifier.Parent(Generations.find(generations, issuer).identity().id());
    }

    private GenerationId generation(List<Generation> generations) {
        return Generations.find(generations, required("generation", generation)).identity().id();
    }

    private CaConstraints constraints() {
        try {
            return new CaConstraints(
                    pathLength,
                    policies == null ? List.of() : policies,
                    permittedDns == null ? List.of() : permittedDns);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "The constraints are refused: " + e.getMessage() + ". Nothing was planned.",
                    e);
        }
    }

    private @Nullable KeyAlgorithm key() {
        return optional(
                "algorithm",
                algorithm,
                text -> KeyAlgorithm.valueOf(text.toUpperCase(Locale.ROOT)));
    }

    private @Nullable Duration duration() {
        return optional("validity", validity, ActRequestBody::duration);
    }

    private CaCertificate caCertificate() {
        return parsed(
                "certificate",
                required("certificate", certificate),
                text -> CaCertificate.parse(Pem.decode(text, List.of("CERTIFICATE"))));
    }

    private static Octets fingerprint(String text) {
        var octets = Octets.ofHex(text.replace(":", "").toLowerCase(Locale.ROOT));
        if (octets.length() != 32) {
            throw new IllegalArgumentException("a SHA-256 fingerprint has 64 hexadecimal digits");
        }
        return octets;
    }

    private static Duration duration(String text) {
        var matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("write it like 12h, 90d or 5y");
        }
        var count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> Duration.ofDays(365 * count);
        };
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("write it like 2026-12-01T08:30:00Z", e);
        }
    }

    private static <T> @Nullable T optional(
            String member, @Nullable String value, Function<String, T> parser) {
        return value == null ? null : parsed(member, value, parser);
    }

    private static <T> T parsed(String member, String value, Function<String, T> parser) {
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) {
            throw invalid(member, value, String.valueOf(e.getMessage()));
        }
    }

    private static String required(String member, @Nullable String value) {
        if (value == null || value.isBlank() || value.indexOf(0) >= 0) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "The member '" + member + "' is missing. Nothing was planned.");
        }
        return value;
    }

    private static RefusedException invalid(String member, String value, String why) {
        return new RefusedException(
                Refusal.INVALID_VALUE,
                "The "
                        + member
                        + " '"
                        + value
                        + "' is not possible: "
                        + why
                        + ". Nothing was planned.");
    }
}
