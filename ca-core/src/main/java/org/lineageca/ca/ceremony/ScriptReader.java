package org.lineageca.ca.ceremony;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.lineageca.ca.crl.CrlSchedule;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.Pem;
import org.lineageca.ca.yaml.YamlNode;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.octets.Octets;

/** Reads the YAML of a script; what it means together with what is on record is the planner's. */
final class ScriptReader {

    private static final int LARGEST = 256 * 1024;
    private static final int MOST_STEPS = 64;
    private static final int LONGEST_LADDER = 40;
    private static final Set<String> REQUEST =
            Set.of("NEW CERTIFICATE REQUEST", "CERTIFICATE REQUEST");

    private ScriptReader() {}

    static CeremonyScript read(String yaml) {
        var script =
                YamlNode.read("script", yaml, LARGEST)
                        .only(
                                "ceremony",
                                "at",
                                "token",
                                "publisher",
                                "responder",
                                "people",
                                "steps");
        var steps = script.child("steps").elements();
        if (steps.isEmpty() || steps.size() > MOST_STEPS) {
            throw script.child("steps").wrong("a ceremony has 1 to " + MOST_STEPS + " steps");
        }
        return new CeremonyScript(
                script.child("ceremony").parsed(ScriptReader::title),
                script.child("at").parsed(ScriptReader::instant),
                script.child("token").parsed(ScriptReader::token),
                script.child("publisher").parsed(ScriptReader::url),
                script.optional("responder")
                        .map(node -> node.parsed(ScriptReader::url))
                        .orElse(null),
                people(script.child("people").only("administrator", "witness", "custodians")),
                steps.stream().map(ScriptReader::step).toList(),
                yaml);
    }

    private static CeremonyPeople people(YamlNode node) {
        var custodians = node.child("custodians").only("quorum", "persons");
        try {
            return new CeremonyPeople(
                    person(node.child("administrator")),
                    person(node.child("witness")),
                    count(custodians.child("quorum"), CeremonyPeople.MOST_CUSTODIANS),
                    custodians.child("persons").elements().stream()
                            .map(ScriptReader::person)
                            .toList());
        } catch (IllegalArgumentException e) {
            throw node.wrong(String.valueOf(e.getMessage()));
        }
    }

    private static ScriptStep step(YamlNode node) {
        var entries = node.entries();
        if (entries.size() != 1) {
            throw node.wrong("a step is one key, what is to be done, and its particulars");
        }
        var name = entries.getFirst().key();
        var value = entries.getFirst().value();
        return switch (name) {
            case "initialise-token" -> {
                value.only();
                yield new ScriptStep.InitialiseToken(value.place());
            }
            case "reshare" -> reshare(value.only("quorum", "persons"));
            case "create-root" -> createRoot(value);
            case "create-ca" -> createCa(value);
            case "renew" ->
                    value.optional("ca").isPresent()
                            ? renew(value)
                            : certify(value, ScriptStep.Operation.RENEW);
            case "re-key" ->
                    value.optional("ca").isPresent()
                            ? rekey(value)
                            : certify(value, ScriptStep.Operation.RE_KEY);
            case "roll" ->
                    value.optional("ca").isPresent()
                            ? roll(value)
                            : certify(value, ScriptStep.Operation.ROLL);
            case "issue-ca" ->
                    value.optional("pkcs10").isPresent()
                            ? certifyRequest(value)
                            : certify(value, ScriptStep.Operation.ISSUE_CA);
            case "cross-certify" -> crossCertify(value);
            case "crl" -> crls(value);
            case "ocsp-signer" -> ocspSigner(value);
            case "destroy-key" ->
                    new ScriptStep.DestroyKey(value.place(), value.only("ca").child("ca").text());
            default ->
                    throw node.wrong(
                            "'"
                                    + name
                                    + "' is no step of a ceremony; expected initialise-token, reshare, create-root, create-ca, issue-ca, renew, re-key, roll, cross-certify, crl, ocsp-signer or destroy-key");
        };
    }

    private static ScriptStep reshare(YamlNode node) {
        var persons = node.child("persons").elements().stream().map(ScriptReader::person).toList();
        var quorum = count(node.child("quorum"), CeremonyPeople.MOST_CUSTODIANS);
        try {
            CeremonyPeople.requireQuorum(quorum, persons);
        } catch (IllegalArgumentException e) {
            throw node.wrong(String.valueOf(e.getMessage()));
        }
        return new ScriptStep.Reshare(node.place(), quorum, persons);
    }

    private static ScriptStep createRoot(YamlNode node) {
        node.only("key-name", "subject", "key", "validity", "path-length", "crl");
        return new ScriptStep.CreateCa(
                node.place(),
                newCa(node),
                null,
                null,
                key(node),
                node.child("validity").duration(),
                constraints(node),
                schedule(node.child("crl")));
    }

    private static ScriptStep createCa(YamlNode node) {
        node.only(
                "key-name",
                "role",
                "issuer",
                "subject",
                "key",
                "validity",
                "path-length",
                "policies",
                "permitted-dns",
                "crl");
        return new ScriptStep.CreateCa(
                node.place(),
                newCa(node),
                node.child("role").parsed(ScriptReader::keyName),
                node.child("issuer").text(),
                key(node),
                node.child("validity").duration(),
                constraints(node),
                schedule(node.child("crl")));
    }

    private static ScriptStep renew(YamlNode node) {
        node.only("ca", "validity");
        return new ScriptStep.Renew(
                node.place(), node.child("ca").text(), node.child("validity").duration());
    }

    private static ScriptStep rekey(YamlNode node) {
        node.only("ca", "key-name", "key", "validity");
        return new ScriptStep.Rekey(
                node.place(),
                node.child("ca").text(),
                node.child("key-name").parsed(ScriptReader::keyName),
                key(node),
                node.child("validity").duration());
    }

    private static ScriptStep roll(YamlNode node) {
        node.only("ca", "successors", "key", "validity");
        var successors =
                node.child("successors").elements().stream()
                        .map(each -> newCa(each.only("key-name", "subject")))
                        .toList();
        if (successors.isEmpty()) {
            throw node.child("successors").wrong("a roll needs at least one successor");
        }
        return new ScriptStep.Roll(
                node.place(),
                node.child("ca").text(),
                successors,
                key(node),
                node.child("validity").duration());
    }

    private static ScriptStep certify(YamlNode node, ScriptStep.Operation operation) {
        node.only("request", "requests", "issuer");
        var requests =
                node.optional("request")
                        .map(request -> List.of(request.text()))
                        .orElseGet(() ->
                                node.child("requests").elements().stream()
                                        .map(YamlNode::text)
                                        .toList());
        if (requests.isEmpty()) {
            throw node.wrong("no request is named");
        }
        return new ScriptStep.Certify(
                node.place(), operation, requests, node.child("issuer").text());
    }

    private static ScriptStep certifyRequest(YamlNode node) {
        node.only(
                "pkcs10",
                "subject",
                "issuer",
                "validity",
                "path-length",
                "policies",
                "permitted-dns");
        return new ScriptStep.CertifyRequest(
                node.place(),
                request(node.child("pkcs10")),
                node.child("subject").parsed(ScriptReader::subject),
                node.child("issuer").text(),
                node.child("validity").duration(),
                constraints(node));
    }

    private static ScriptStep crossCertify(YamlNode node) {
        node.only("certificate", "issuer", "validity", "path-length", "policies", "permitted-dns");
        return new ScriptStep.CrossCertify(
                node.place(),
                node.child("certificate")
                        .parsed(text ->
                                CaCertificate.parse(Pem.decode(text, List.of("CERTIFICATE")))),
                node.child("issuer").text(),
                node.child("validity").duration(),
                constraints(node));
    }

    private static ScriptStep crls(YamlNode node) {
        node.only("ca", "ladder", "lifetime", "final", "revoke");
        var revocations =
                node.optional("revoke").map(YamlNode::elements).orElse(List.of()).stream()
                        .map(ScriptReader::revocation)
                        .toList();
        var ladder = node.optional("ladder").map(each -> each.only("count", "every", "lifetime"));
        if (ladder.isPresent()) {
            var schedule = ladder.get();
            var every = schedule.child("every").duration();
            var lifetime = schedule.child("lifetime").duration();
            if (lifetime.compareTo(every) <= 0) {
                throw schedule.child("lifetime")
                        .wrong(
                                "each CRL must live longer than the time to the next one, or there is a gap");
            }
            return new ScriptStep.Crls(
                    node.place(),
                    node.child("ca").text(),
                    count(schedule.child("count"), LONGEST_LADDER),
                    every,
                    lifetime,
                    revocations);
        }
        var isFinal = node.optional("final").map(YamlNode::text).filter("true"::equals).isPresent();
        return new ScriptStep.Crls(
                node.place(),
                node.child("ca").text(),
                1,
                Duration.ZERO,
                isFinal ? null : node.child("lifetime").duration(),
                revocations);
    }

    private static ScriptStep.Revocation revocation(YamlNode node) {
        node.only("certificate", "reason", "invalidity-date");
        return new ScriptStep.Revocation(
                node.place(),
                node.child("certificate").text(),
                node.child("reason").parsed(RevocationReason::forCa),
                node.optional("invalidity-date")
                        .map(date -> date.parsed(ScriptReader::instant))
                        .orElse(null));
    }

    private static ScriptStep ocspSigner(YamlNode node) {
        node.only("ca", "pkcs10", "validity");
        return new ScriptStep.OcspSigner(
                node.place(),
                node.child("ca").text(),
                request(node.child("pkcs10")),
                node.child("validity").duration());
    }

    private static ScriptStep.NewCa newCa(YamlNode node) {
        return new ScriptStep.NewCa(
                node.child("key-name").parsed(ScriptReader::keyName),
                node.child("subject").parsed(ScriptReader::subject));
    }

    private static CaConstraints constraints(YamlNode node) {
        try {
            return new CaConstraints(
                    node.optional("path-length").map(each -> count(each, 0, 16)).orElse(null),
                    texts(node, "policies"),
                    texts(node, "permitted-dns"));
        } catch (IllegalArgumentException e) {
            throw node.wrong(String.valueOf(e.getMessage()));
        }
    }

    private static List<String> texts(YamlNode node, String key) {
        return node.optional(key).map(YamlNode::elements).orElse(List.of()).stream()
                .map(YamlNode::text)
                .toList();
    }

    private static CrlSchedule schedule(YamlNode node) {
        node.only("period", "lifetime");
        try {
            return CrlSchedule.regular(
                    node.child("period").duration(), node.child("lifetime").duration());
        } catch (IllegalArgumentException e) {
            throw node.wrong(String.valueOf(e.getMessage()));
        }
    }

    private static KeyAlgorithm key(YamlNode node) {
        return node.child("key").oneOf(KeyAlgorithm.class);
    }

    private static int count(YamlNode node, int most) {
        return count(node, 1, most);
    }

    private static int count(YamlNode node, int least, int most) {
        var text = node.text();
        if (!text.matches("[0-9]{1,3}")
                || Integer.parseInt(text) < least
                || Integer.parseInt(text) > most) {
            throw node.wrong("'" + text + "' is not a number from " + least + " to " + most);
        }
        return Integer.parseInt(text);
    }

    private static String person(YamlNode node) {
        return node.parsed(text -> {
            if (text.length() > 100 || text.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("a person's name has up to 100 characters");
            }
            return text.strip();
        });
    }

    private static String title(String text) {
        if (text.length() > 200 || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a title is one line of up to 200 characters");
        }
        return text;
    }

    private static String token(String text) {
        if (!text.matches("[a-z0-9][a-z0-9-]{0,31}")) {
            throw new IllegalArgumentException("'" + text + "' is not a token's label");
        }
        return text;
    }

    private static String keyName(String text) {
        if (!text.matches("[a-z][a-z0-9-]{0,39}")) {
            throw new IllegalArgumentException(
                    "'"
                            + text
                            + "' is not a name here: up to 40 lower-case letters, digits and hyphens");
        }
        return text;
    }

    private static DistinguishedName subject(String text) {
        var name = DistinguishedName.of(text);
        if (name.equals(DistinguishedName.of(""))) {
            throw new IllegalArgumentException("a CA needs a name");
        }
        return name;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text).truncatedTo(ChronoUnit.SECONDS);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a time such as 2027-01-31T09:00:00Z", e);
        }
    }

    private static String url(String text) {
        var url = URI.create(text);
        if (!"http".equals(url.getScheme()) || url.getHost() == null || text.endsWith("/")) {
            throw new IllegalArgumentException(
                    "'"
                            + text
                            + "' is not an http URL without a slash at its end (RFC 5280 8: not https)");
        }
        return text;
    }

    private static Octets request(YamlNode node) {
        return node.parsed(text -> Pem.decode(text, List.copyOf(REQUEST)));
    }
}
