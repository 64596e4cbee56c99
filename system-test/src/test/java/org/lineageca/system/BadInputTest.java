package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is wrong is refused with what was wrong and what to do, and leaves nothing behind. */
@ExtendWith(SharedInstallation.class)
class BadInputTest {

    private static final String PEM = "Content-Type: application/x-pem-file";
    private static final String DER = "Content-Type: application/pkcs10";
    private static final String JSON = "Content-Type: application/json";

    /**
     * Of our programs or the libraries in them: a stack trace, a class, a package, a template that
     * was not filled in.
     */
    private static final String INNARDS =
            "(?s).*(Exception|\\bat [a-z]+\\.[a-z]+\\.|\\b(java|javax|jdk|sun|org|com|io|kotlin)\\.[a-z]+\\.|\\[null]|Source: |%s).*";

    /** One bad call and the problem it must meet. */
    private record Refused(
            String what,
            int status,
            String kind,
            String detail,
            String path,
            List<String> options) {}

    private static Refused certificate(
            String what, int status, String kind, String detail, String contentType, String file) {
        return new Refused(
                what,
                status,
                kind,
                detail,
                "/certificates?profile=tls-server",
                List.of("-H", contentType, "--data-binary", "@" + file));
    }

    private static Refused json(
            String what, int status, String kind, String detail, String path, String body) {
        return new Refused(what, status, kind, detail, path, List.of("-H", JSON, "-d", body));
    }

    private static Refused revocation(
            String what, int status, String kind, String detail, String body) {
        return json(what, status, kind, detail, "/revocations", body);
    }

    @TestFactory
    Stream<DynamicTest> badRequestsForCertificatesAreRefused(Installation lineage)
            throws IOException {
        makeRequests(lineage);
        lineage.issueServer("duplicate.bad.example");
        return all(
                lineage,
                certificate(
                        "words",
                        400,
                        "malformed",
                        "no '-----BEGIN CERTIFICATE REQUEST-----' block",
                        PEM,
                        "words"),
                certificate(
                        "PEM that is not base64",
                        400,
                        "malformed",
                        "is not base64",
                        PEM,
                        "not-base64.pem"),
                certificate(
                        "a certificate",
                        400,
                        "malformed",
                        "no '-----BEGIN CERTIFICATE REQUEST-----' block",
                        PEM,
                        "data/credentials/root.pem"),
                certificate(
                        "an empty block", 400, "malformed", "it is empty", PEM, "empty-block.pem"),
                certificate(
                        "two requests", 400, "malformed", "more than one block", PEM, "two.pem"),
                certificate(
                        "PEM sent as DER is read, its content judged",
                        422,
                        "unacceptable-names",
                        "has none",
                        DER,
                        "no-names.pem"),
                certificate("DER cut short", 400, "malformed", "ends too early", DER, "short.der"),
                certificate(
                        "DER with octets after its end",
                        400,
                        "malformed",
                        "octets follow after its end",
                        DER,
                        "trailing.der"),
                certificate(
                        "DER of something else",
                        400,
                        "malformed",
                        "not of the structure in RFC 2986",
                        DER,
                        "integer.der"),
                certificate(
                        "DER with an absurd length",
                        400,
                        "malformed",
                        "wrong length",
                        DER,
                        "absurd.der"),
                certificate(
                        "an over-long request",
                        413,
                        "too-large",
                        "at most 65536 are read",
                        DER,
                        "long.der"),
                certificate(
                        "a body of 5 MB",
                        413,
                        "request-entity-too-large",
                        "larger than this route takes",
                        DER,
                        "huge"),
                certificate("no body", 400, "bad-request", "The body is empty", DER, "nothing"),
                certificate(
                        "RSA of 1024 bits",
                        422,
                        "unacceptable-key",
                        "has 1024 bits; use 2048",
                        PEM,
                        "rsa1024.pem"),
                certificate(
                        "a curve we do not certify",
                        422,
                        "unacceptable-key",
                        "use P-256, P-384 or P-521",
                        PEM,
                        "secp256k1.pem"),
                certificate(
                        "a SHA-1 signature",
                        422,
                        "bad-signature",
                        "SHA1WITHRSA, which is not accepted",
                        PEM,
                        "sha1.pem"),
                certificate(
                        "a signature that does not verify",
                        422,
                        "bad-signature",
                        "possession of the private key is not proven",
                        DER,
                        "flipped.der"),
                certificate(
                        "no alternative name",
                        422,
                        "unacceptable-names",
                        "Add one: openssl req -new -addext",
                        PEM,
                        "no-names.pem"),
                certificate(
                        "a common name apart",
                        422,
                        "unacceptable-names",
                        "not among the alternative names",
                        PEM,
                        "other-name.pem"),
                certificate(
                        "a name that is no host",
                        422,
                        "unacceptable-names",
                        "not a DNS name",
                        PEM,
                        "bad-name.pem"),
                certificate(
                        "101 names",
                        422,
                        "unacceptable-names",
                        "at most 100",
                        PEM,
                        "many-names.pem"),
                certificate(
                        "the same request again",
                        409,
                        "duplicate",
                        "make a new request with a new key",
                        PEM,
                        "duplicate-bad-example-request.pem"),
                new Refused(
                        "an unknown profile",
                        404,
                        "unknown-profile",
                        "Use one of: machine, officer, service, tls-server.",
                        "/certificates?profile=nosuch",
                        List.of("-H", PEM, "--data-binary", "@good.pem")),
                new Refused(
                        "no profile",
                        400,
                        "bad-request",
                        "The parameter 'profile' is missing",
                        "/certificates",
                        List.of("-H", PEM, "--data-binary", "@good.pem")),
                new Refused(
                        "U+0000 in the profile",
                        400,
                        "invalid-value",
                        "holds the character U+0000",
                        "/certificates?profile=a%00b",
                        List.of("-H", PEM, "--data-binary", "@good.pem")),
                certificate(
                        "a wrong content type",
                        415,
                        "unsupported-media-type",
                        "application/pkcs10 (DER) or application/x-pem-file",
                        "Content-Type: text/plain",
                        "good.pem"),
                certificate(
                        "JSON's content type",
                        415,
                        "unsupported-media-type",
                        "application/pkcs10 (DER) or application/x-pem-file",
                        JSON,
                        "good.pem"));
    }

    @TestFactory
    Stream<DynamicTest> badRevocationsAreRefused(Installation lineage) throws IOException {
        Files.writeString(
                lineage.folder().resolve("huge.json"),
                "{\"certificate\":\"" + "a".repeat(5_000_000) + "\"}");
        var prefix = lineage.issueServer("stays-good.bad.example");
        var serial =
                lineage.shell()
                        .bash(
                                "openssl x509 -noout -serial -in "
                                        + prefix
                                        + "-chain.pem | cut -d= -f2")
                        .out()
                        .strip();
        var tests =
                all(
                        lineage,
                        revocation(
                                "a serial number that does not exist",
                                404,
                                "not-found",
                                "serial number 1234abcd",
                                "{\"certificate\":\"1234abcd\",\"reason\":\"superseded\"}"),
                        revocation(
                                "a fingerprint that does not exist",
                                404,
                                "not-found",
                                "SHA-256 fingerprint abab",
                                "{\"certificate\":\""
                                        + "ab".repeat(32)
                                        + "\",\"reason\":\"superseded\"}"),
                        revocation(
                                "nonsense for a serial number",
                                400,
                                "invalid-value",
                                "expected 1 to 40 hexadecimal digits",
                                "{\"certificate\":\"zz\",\"reason\":\"superseded\"}"),
                        revocation(
                                "zero for a serial number",
                                400,
                                "invalid-value",
                                "must be positive",
                                "{\"certificate\":\"0\",\"reason\":\"superseded\"}"),
                        revocation(
                                "an unknown reason",
                                400,
                                "invalid-value",
                                "choose one of unspecified, keyCompromise",
                                body(serial, "bored", null)),
                        revocation(
                                "a hold",
                                400,
                                "invalid-value",
                                "choose one of unspecified, keyCompromise",
                                body(serial, "certificateHold", null)),
                        revocation(
                                "an invalidity date in the future",
                                400,
                                "invalid-value",
                                "lies in the future",
                                body(serial, "superseded", "2099-01-01T00:00:00Z")),
                        revocation(
                                "an invalidity date that is none",
                                400,
                                "invalid-value",
                                "Write it like 2026-11-01T08:30:00Z",
                                body(serial, "superseded", "yesterday")),
                        revocation(
                                "no reason",
                                400,
                                "invalid-value",
                                "'reason' is missing",
                                "{\"certificate\":\"" + serial + "\"}"),
                        revocation(
                                "no certificate",
                                400,
                                "invalid-value",
                                "'certificate' is missing",
                                "{\"reason\":\"superseded\"}"),
                        revocation(
                                "an empty object",
                                400,
                                "invalid-value",
                                "'certificate' is missing",
                                "{}"),
                        revocation(
                                "a member spelt wrongly",
                                400,
                                "bad-request",
                                "Every member must be known",
                                "{\"certificate\":\""
                                        + serial
                                        + "\",\"reason\":\"superseded\",\"invalidity\":\"2026-11-01T00:00:00Z\"}"),
                        revocation("an array", 400, "bad-request", "not the JSON object", "[]"),
                        revocation(
                                "an object for a serial number",
                                400,
                                "bad-request",
                                "not the JSON object",
                                "{\"certificate\":{\"a\":1},\"reason\":\"superseded\"}"),
                        revocation(
                                "half an object",
                                400,
                                "malformed",
                                "not JSON",
                                "{\"certificate\":"),
                        revocation(
                                "null", 400, "bad-request", "no JSON object in the body", "null"),
                        revocation("words", 400, "malformed", "not JSON", "revoke it"),
                        revocation("no body", 400, "bad-request", "no JSON object in the body", ""),
                        new Refused(
                                "a form",
                                415,
                                "unsupported-media-type",
                                "everything else application/json",
                                "/revocations",
                                List.of("-d", "certificate=" + serial + "&reason=superseded")),
                        new Refused(
                                "a body of 5 MB",
                                413,
                                "request-entity-too-large",
                                "larger than this route takes",
                                "/revocations",
                                List.of("-H", JSON, "-d", "@huge.json")));
        return Stream.concat(
                tests,
                Stream.of(
                        DynamicTest.dynamicTest(
                                "and the certificate stays good",
                                () -> assertThat(lineage.ocspStatus(prefix)).contains(": good"))));
    }

    @TestFactory
    Stream<DynamicTest> otherBadCallsAreRefused(Installation lineage) {
        return all(
                lineage,
                json(
                        "a CRL of an unknown generation",
                        404,
                        "not-found",
                        "There is no generation '0000000000000000'",
                        "/crls",
                        "{\"generation\":\"0000000000000000\"}"),
                json(
                        "a CRL without a body",
                        400,
                        "bad-request",
                        "no JSON object in the body",
                        "/crls",
                        ""),
                new Refused(
                        "an unknown route",
                        404,
                        "not-found",
                        "There is no /nosuch here",
                        "/nosuch",
                        List.of()),
                new Refused(
                        "a path upwards",
                        404,
                        "not-found",
                        "There is no ",
                        "/../etc/passwd",
                        List.of()),
                new Refused(
                        "a wrong method",
                        405,
                        "method-not-allowed",
                        "/certificates does not know DELETE",
                        "/certificates",
                        List.of("-X", "DELETE")),
                new Refused(
                        "a GET of revocations",
                        405,
                        "method-not-allowed",
                        "It knows POST",
                        "/revocations",
                        List.of()),
                new Refused(
                        "a certificate that does not exist",
                        404,
                        "not-found",
                        "serial number or fingerprint 1234abcd",
                        "/certificates/1234abcd",
                        List.of()),
                new Refused(
                        "nonsense for a certificate",
                        400,
                        "invalid-value",
                        "expected 1 to 40 hexadecimal digits",
                        "/certificates/zz",
                        List.of()),
                new Refused(
                        "a limit of 0",
                        400,
                        "invalid-value",
                        "limit must be 1 to 1000",
                        "/certificates?limit=0",
                        List.of()),
                new Refused(
                        "a limit in words",
                        400,
                        "bad-request",
                        "'limit' is not of the right kind: 'many'",
                        "/certificates?limit=many",
                        List.of()),
                new Refused(
                        "U+0000 in a query",
                        400,
                        "invalid-value",
                        "holds the character U+0000",
                        "/certificates?query=%00",
                        List.of()));
    }

    @Test
    void theCommandSaysTheSameAndNothingElse(Installation lineage) throws IOException {
        makeRequests(lineage);
        lineage.issueServer("duplicate-command.bad.example");
        var before = count(lineage);
        refused(
                lineage,
                "Malformed request: This is not a PKCS#10 request: no '-----BEGIN",
                "issue",
                "--profile",
                "tls-server",
                "words");
        refused(
                lineage,
                "Malformed request: This is not a PKCS#10 request: octets follow",
                "issue",
                "--profile",
                "tls-server",
                "trailing.der");
        refused(lineage, "Too large: ", "issue", "--profile", "tls-server", "long.der");
        refused(
                lineage,
                "longer than 1 MiB: not a PKCS#10 request. Nothing was issued",
                "issue",
                "--profile",
                "tls-server",
                "huge");
        refused(
                lineage,
                "nothing is empty: not a PKCS#10 request. Nothing was issued",
                "issue",
                "--profile",
                "tls-server",
                "nothing");
        refused(
                lineage,
                "There is no readable file nosuch. Nothing was issued",
                "issue",
                "--profile",
                "tls-server",
                "nosuch");
        refused(lineage, "Unacceptable key: ", "issue", "--profile", "tls-server", "rsa1024.pem");
        refused(
                lineage,
                "Unacceptable signature: ",
                "issue",
                "--profile",
                "tls-server",
                "flipped.der");
        refused(
                lineage,
                "Unacceptable names: ",
                "issue",
                "--profile",
                "tls-server",
                "no-names.pem");
        refused(
                lineage,
                "Duplicate request: ",
                "issue",
                "--profile",
                "tls-server",
                "duplicate-command-bad-example-request.pem");
        refused(
                lineage,
                "Unknown profile: There is no profile 'nosuch'",
                "issue",
                "--profile",
                "nosuch",
                "good.pem");
        refused(
                lineage,
                "cannot be written. Nothing was issued",
                "issue",
                "--profile",
                "tls-server",
                "--out",
                "/nosuch/chain.pem",
                "good.pem");
        refused(
                lineage,
                "Not found: No certificate issued here has the serial number 1234abcd. Nothing was revoked",
                "revoke",
                "--reason",
                "superseded",
                "1234abcd");
        refused(
                lineage,
                "nonsense is neither a file, nor a serial number",
                "revoke",
                "--reason",
                "superseded",
                "nonsense");
        refused(
                lineage,
                "words is not a certificate in PEM or DER. Nothing was revoked",
                "revoke",
                "--reason",
                "superseded",
                "words");
        refused(
                lineage,
                "belongs to a CA; revoking it needs two people",
                "revoke",
                "--reason",
                "superseded",
                "data/credentials/root.pem");
        refused(lineage, "There is no generation '0000'", "crl", "issue", "--generation", "0000");
        assertThat(count(lineage)).isEqualTo(before);
    }

    @Test
    void wrongUsageIsExplainedAndHasItsOwnStatus(Installation lineage) {
        for (var arguments :
                List.of(
                        List.of("issue", "request.pem"),
                        List.of("issue", "--profile", "tls-server"),
                        List.of("revoke", "1234"),
                        List.of("revoke", "--reason", "bored", "1234"),
                        List.of(
                                "revoke",
                                "--reason",
                                "superseded",
                                "--invalidity-date",
                                "yesterday",
                                "1234"),
                        List.of("crl"),
                        List.of("nosuch"))) {
            var result = lineage.lineage(arguments.toArray(String[]::new));
            assertThat(result.status()).as(result.toString()).isEqualTo(2);
            assertThat(result.err()).doesNotMatch(INNARDS).isNotBlank();
            assertThat(result.out()).isEmpty();
        }
    }

    private static void refused(Installation lineage, String complaint, String... arguments) {
        var result = lineage.lineage(arguments);
        assertThat(result.status()).as(result.toString()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("lineage: ").contains(complaint).doesNotMatch(INNARDS);
        assertThat(result.err().lines()).hasSize(1);
    }

    private static Stream<DynamicTest> all(Installation lineage, Refused... cases) {
        return Stream.of(cases)
                .map(refused ->
                        DynamicTest.dynamicTest(refused.what(), () -> check(lineage, refused)));
    }

    private static void check(Installation lineage, Refused refused) {
        var before = count(lineage);

        var answer =
                new Curl(lineage).machine(refused.path(), refused.options().toArray(String[]::new));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(refused.status());
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        var problem = answer.json();
        assertThat(problem.keySet()).containsExactlyInAnyOrder("type", "title", "status", "detail");
        assertThat(problem.get("type").getAsString())
                .isEqualTo("urn:lineage:problem:" + refused.kind());
        assertThat(problem.get("status").getAsInt()).isEqualTo(refused.status());
        assertThat(problem.get("title").getAsString()).isNotBlank().doesNotMatch(INNARDS);
        assertThat(problem.get("detail").getAsString())
                .contains(refused.detail())
                .doesNotMatch(INNARDS)
                .hasSizeGreaterThan(30);
        assertThat(count(lineage)).isEqualTo(before);
        assertThat(new Curl(lineage).machine("/certificates?query=refused.example").body())
                .isEqualTo("[]");
    }

    /** Certificates on record, intents without a result among them. */
    private static int count(Installation lineage) {
        return JsonParser.parseString(new Curl(lineage).machine("/certificates?limit=1000").body())
                .getAsJsonArray()
                .size();
    }

    private static String body(
            String serial,
            String reason,
            @org.jspecify.annotations.Nullable String invalidityDate) {
        var date = invalidityDate == null ? "" : ",\"invalidityDate\":\"" + invalidityDate + "\"";
        return "{\"certificate\":\"%s\",\"reason\":\"%s\"%s}".formatted(serial, reason, date);
    }

    private static void makeRequests(Installation lineage) throws IOException {
        var folder = lineage.folder();
        Files.writeString(folder.resolve("words"), "Please certify me.\n");
        Files.writeString(
                folder.resolve("not-base64.pem"),
                "-----BEGIN CERTIFICATE REQUEST-----\nMIIB!!!!\n-----END CERTIFICATE REQUEST-----\n");
        Files.writeString(
                folder.resolve("empty-block.pem"),
                "-----BEGIN CERTIFICATE REQUEST-----\n-----END CERTIFICATE REQUEST-----\n");
        Files.write(folder.resolve("integer.der"), new byte[] {0x30, 0x03, 0x02, 0x01, 0x01});
        Files.write(
                folder.resolve("absurd.der"),
                new byte[] {0x30, (byte) 0x84, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff});
        Files.write(folder.resolve("huge"), new byte[5_000_000]);
        Files.write(folder.resolve("nothing"), new byte[0]);

        var p256 = "-newkey ec -pkeyopt ec_paramgen_curve:P-256";
        request(lineage, "good.pem", p256, "DNS:refused.example");
        request(lineage, "rsa1024.pem", "-newkey rsa:1024", "DNS:refused.example");
        request(
                lineage,
                "secp256k1.pem",
                "-newkey ec -pkeyopt ec_paramgen_curve:secp256k1",
                "DNS:refused.example");
        request(lineage, "sha1.pem", "-newkey rsa:2048 -sha1", "DNS:refused.example");
        request(lineage, "other-name.pem", p256, "DNS:other.refused.example");
        request(
                lineage,
                "bad-name.pem",
                p256,
                "DNS:refused.example,DNS:under score.refused.example");
        request(lineage, "many-names.pem", p256, names(101));
        lineage.shell()
                .bash(
                        "openssl req -new "
                                + p256
                                + " -nodes -subj /CN=refused.example -keyout bad-key.pem -out no-names.pem")
                .succeeded();

        // Longer than 64 KiB, and otherwise as it should be.
        Files.writeString(
                folder.resolve("long.cnf"),
                "[req]\ndistinguished_name=dn\nprompt=no\nreq_extensions=e\n[dn]\nCN=refused.example\n[e]\nsubjectAltName=@n\n[n]\nDNS.0=refused.example\n"
                        + String.join("\n", numbered(4000)));
        lineage.shell()
                .bash(
                        "openssl req -new -config long.cnf "
                                + p256
                                + " -nodes -keyout bad-key.pem -outform DER -out long.der")
                .succeeded();
        assertThat(Files.size(folder.resolve("long.der"))).isGreaterThan(100_000);

        lineage.shell().bash("openssl req -in good.pem -outform DER -out good.der").succeeded();
        var der = Files.readAllBytes(folder.resolve("good.der"));
        Files.write(folder.resolve("short.der"), java.util.Arrays.copyOf(der, der.length - 20));
        Files.write(folder.resolve("trailing.der"), java.util.Arrays.copyOf(der, der.length + 2));
        // In the middle of the signature's last INTEGER.
        der[der.length - 8] ^= 1;
        Files.write(folder.resolve("flipped.der"), der);
        var good = Files.readString(folder.resolve("good.pem"));
        Files.writeString(folder.resolve("two.pem"), good + good);
    }

    private static void request(Installation lineage, String file, String key, String names) {
        lineage.shell()
                .run(
                        "bash",
                        "-c",
                        "openssl req -new "
                                + key
                                + " -nodes -subj /CN=refused.example -addext \"$1\" -keyout bad-key.pem -out "
                                + file,
                        "bash",
                        "subjectAltName=" + names)
                .succeeded();
    }

    private static String names(int count) {
        var names = new ArrayList<>(List.of("DNS:refused.example"));
        for (var i = 1; i < count; i++) {
            names.add("DNS:n" + i + ".refused.example");
        }
        return String.join(",", names);
    }

    private static List<String> numbered(int count) {
        return java.util.stream.IntStream.rangeClosed(1, count)
                .mapToObj(i -> "DNS." + i + "=name-" + i + ".refused.example")
                .toList();
    }
}
