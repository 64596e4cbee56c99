package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is refused with what was wrong and what to do, and leaves nothing behind. */
@ExtendWith(SharedInstallation.class)
@ResourceLock(SharedInstallation.LOCK)
class BadInputTest {

    /**
     * Of our programs or the libraries in them: a stack trace, a class, a package, a template that
     * was not filled in.
     */
    private static final String INNARDS =
            "(?s).*(Exception|\\bat [a-z]+\\.[a-z]+\\.|\\b(java|javax|jdk|sun|org|com|io|kotlin)\\.[a-z]+\\.|\\[null]|Source: |%s).*";

    private static final String CERTIFICATES = "/certificates?profile=tls-server";

    @BeforeAll
    static void makeRequests(Installation lineage) throws IOException {
        new BadRequests(lineage).make();
        lineage.issueServer("duplicate.bad.example");
        lineage.issueServer("stays-good.bad.example");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    words                              | pem | words               | 400 | malformed                | no '-----BEGIN CERTIFICATE REQUEST-----' block
                    PEM that is not base64             | pem | not-base64.pem      | 400 | malformed                | is not base64
                    a certificate                      | pem | data/credentials/root.pem | 400 | malformed          | no '-----BEGIN CERTIFICATE REQUEST-----' block
                    an empty block                     | pem | empty-block.pem     | 400 | malformed                | it is empty
                    two requests                       | pem | two.pem             | 400 | malformed                | more than one block
                    DER cut short                      | der | short.der           | 400 | malformed                | ends too early
                    DER with octets after its end      | der | trailing.der        | 400 | malformed                | octets follow after its end
                    DER of something else              | der | integer.der         | 400 | malformed                | not of the structure in RFC 2986
                    DER with an absurd length          | der | absurd.der          | 400 | malformed                | wrong length
                    an over-long request               | der | long.der            | 413 | too-large                | at most 65536 are read
                    a body of 5 MB                     | der | huge                | 413 | request-entity-too-large | larger than this route takes
                    no body                            | der | nothing             | 400 | bad-request              | The body is empty
                    RSA of 1024 bits                   | pem | rsa1024.pem         | 422 | unacceptable-key         | has 1024 bits; use 2048
                    a curve that is not certified      | pem | secp256k1.pem       | 422 | unacceptable-key         | use P-256, P-384 or P-521
                    a SHA-1 signature                  | pem | sha1.pem            | 422 | bad-signature            | SHA1WITHRSA, which is not accepted
                    a signature that does not verify   | der | flipped.der         | 422 | bad-signature            | possession of the private key is not proven
                    no alternative name                | pem | no-names.pem        | 422 | unacceptable-names       | Add one: openssl req -new -addext
                    PEM called DER, judged by content  | der | no-names.pem        | 422 | unacceptable-names       | Add one: openssl req -new -addext
                    a common name that is no other one | pem | other-name.pem      | 422 | unacceptable-names       | not among the alternative names
                    a name that is no host             | pem | bad-name.pem        | 422 | unacceptable-names       | not a DNS name
                    101 names                          | pem | many-names.pem      | 422 | unacceptable-names       | at most 100
                    the same request again             | pem | duplicate-bad-example-request.pem | 409 | duplicate  | make a new request with a new key
                    a wrong content type               | txt | good.pem            | 415 | unsupported-media-type   | application/pkcs10 (DER) or application/x-pem-file
                    JSON's content type                | json | good.pem           | 415 | unsupported-media-type   | application/pkcs10 (DER) or application/x-pem-file
                    """)
    void badRequestsForCertificatesAreRefused(
            String what,
            String type,
            String file,
            int status,
            String kind,
            String detail,
            Installation lineage) {
        refuses(
                lineage,
                CERTIFICATES,
                status,
                kind,
                detail,
                "-H",
                contentType(type),
                "--data-binary",
                "@" + file);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    a serial number that does not exist | {"certificate":"1234abcd","reason":"superseded"}                 | 404 | not-found     | serial number 1234abcd
                    a fingerprint that does not exist   | {"certificate":"ABABABAB","reason":"superseded"}                 | 404 | not-found     | SHA-256 fingerprint abab
                    nonsense for a serial number        | {"certificate":"zz","reason":"superseded"}                       | 400 | invalid-value | expected 1 to 40 hexadecimal digits
                    zero for a serial number            | {"certificate":"0","reason":"superseded"}                        | 400 | invalid-value | must be positive
                    an unknown reason                   | {"certificate":"SERIAL","reason":"bored"}                        | 400 | invalid-value | choose one of unspecified, keyCompromise
                    a removal                           | {"certificate":"SERIAL","reason":"removeFromCRL"}                | 400 | invalid-value | choose one of unspecified, keyCompromise
                    a date in the future                | {"certificate":"SERIAL","reason":"superseded","invalidityDate":"2099-01-01T00:00:00Z"} | 400 | invalid-value | lies in the future
                    a date that is none                 | {"certificate":"SERIAL","reason":"superseded","invalidityDate":"yesterday"} | 400 | invalid-value | Write it like 2026-11-01T08:30:00Z
                    no reason                           | {"certificate":"SERIAL"}                                         | 400 | invalid-value | 'reason' is missing
                    no certificate                      | {"reason":"superseded"}                                          | 400 | invalid-value | 'certificate' is missing
                    an empty object                     | {}                                                               | 400 | invalid-value | 'certificate' is missing
                    a member spelt wrongly              | {"certificate":"SERIAL","reason":"superseded","invalidity":"2026-11-01T00:00:00Z"} | 400 | bad-request | Every member must be known
                    an array                            | []                                                               | 400 | bad-request   | not the JSON object
                    an object for a serial number       | {"certificate":{"a":1},"reason":"superseded"}                    | 400 | bad-request   | not the JSON object
                    half an object                      | {"certificate":                                                  | 400 | malformed     | not JSON
                    words                               | revoke it                                                        | 400 | malformed     | not JSON
                    null                                | null                                                             | 400 | bad-request   | no JSON object in the body
                    no body                             | ``                                                               | 400 | bad-request   | no JSON object in the body
                    a body of 5 MB                      | @huge.json                                                       | 413 | request-entity-too-large | larger than this route takes
                    """)
    void badRevocationsAreRefused(
            String what,
            String body,
            int status,
            String kind,
            String detail,
            Installation lineage) {
        var serial =
                lineage.shell()
                        .bash(
                                "openssl x509 -noout -serial -in stays-good-bad-example-chain.pem | cut -d= -f2")
                        .out()
                        .strip();
        refuses(
                lineage,
                "/revocations",
                status,
                kind,
                detail,
                "-H",
                contentType("json"),
                "-d",
                body.replace("SERIAL", serial).replace("ABABABAB", "ab".repeat(32)));
        assertThat(lineage.ocspStatus("stays-good-bad-example")).contains(": good");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    an unknown profile                 | POST   | /certificates?profile=nosuch | pem  | @good.pem | 404 | unknown-profile        | Use one of: machine, officer, service, tls-server.
                    no profile                         | POST   | /certificates                | pem  | @good.pem | 400 | bad-request            | The parameter 'profile' is missing
                    U+0000 in the profile              | POST   | /certificates?profile=a%00b  | pem  | @good.pem | 400 | invalid-value          | holds the character U+0000
                    a form for a revocation            | POST   | /revocations                 | form | a=b       | 415 | unsupported-media-type | everything else application/json
                    a CRL of an unknown generation     | POST   | /crls                        | json | {"generation":"0000"} | 404 | not-found  | There is no generation '0000'
                    a scope of no generation           | POST   | /crls                        | json | {"scope":"ca"} | 400 | invalid-value     | A scope is one of a generation
                    a CRL policy of nobody             | GET    | /generations/nosuch/crl-policy |    |           | 404 | not-found              | There is no generation 'nosuch'
                    a CRL policy without a schedule    | PUT    | /generations/tls-servers/crl-policy | json | {"shards":4} | 400 | invalid-value | 'schedule' is missing
                    a CRL policy set by a machine      | PUT    | /generations/tls-servers/crl-policy | json | {"schedule":{"period":"P1D","lifetime":"P9D"}} | 403 | not-authorised | not trusted to set crl policy
                    a CRL without a body               | POST   | /crls                        | json | @nothing  | 400 | bad-request            | no JSON object in the body
                    an unknown route                   | GET    | /nosuch                      |      |           | 404 | not-found              | There is no /nosuch here
                    a path upwards                     | GET    | /../etc/passwd               |      |           | 404 | not-found              | There is no
                    a method that is not there         | DELETE | /certificates                |      |           | 405 | method-not-allowed     | /certificates does not know DELETE
                    revocations by GET                 | GET    | /revocations                 |      |           | 405 | method-not-allowed     | It knows POST
                    a certificate that does not exist  | GET    | /certificates/1234abcd       |      |           | 404 | not-found              | serial number or fingerprint 1234abcd
                    nonsense for a certificate         | GET    | /certificates/zz             |      |           | 400 | invalid-value          | expected 1 to 40 hexadecimal digits
                    a limit of 0                       | GET    | /certificates?limit=0        |      |           | 400 | invalid-value          | limit must be 1 to 1000
                    a limit in words                   | GET    | /certificates?limit=many     |      |           | 400 | bad-request            | 'limit' is not of the right kind: 'many'
                    paths without a certificate        | POST   | /paths                       | json | {}        | 400 | invalid-value          | 'certificate' is missing
                    paths of words                     | POST   | /paths                       | json | {"certificate":"words"} | 400 | malformed | is not an X.509 certificate
                    paths at no time                   | POST   | /paths                       | json | {"certificate":"","at":"May"} | 400 | invalid-value | 'May' is not a time
                    the CAs of no lineage              | GET    | /lineages/nosuch/acceptable-cas |   |           | 404 | not-found              | There is no lineage 'nosuch'
                    U+0000 in a query                  | GET    | /certificates?query=%00      |      |           | 400 | invalid-value          | holds the character U+0000
                    """)
    void otherBadCallsAreRefused(
            String what,
            String method,
            String path,
            @Nullable String type,
            @Nullable String body,
            int status,
            String kind,
            String detail,
            Installation lineage) {
        var options = new ArrayList<>(List.of("-X", method));
        if (type != null && body != null) {
            options.addAll(List.of("-H", contentType(type), "--data-binary", body));
        }
        refuses(lineage, path, status, kind, detail, options.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    issue --profile tls-server words        | Malformed request: This is not a PKCS#10 request: no '-----BEGIN
                    issue --profile tls-server trailing.der | Malformed request: This is not a PKCS#10 request: octets follow
                    issue --profile tls-server long.der     | Too large:
                    issue --profile tls-server huge         | longer than 1 MiB: not a PKCS#10 request. Nothing was issued
                    issue --profile tls-server nothing      | nothing is empty: not a PKCS#10 request. Nothing was issued
                    issue --profile tls-server nosuch       | There is no readable file nosuch. Nothing was issued
                    issue --profile tls-server rsa1024.pem  | Unacceptable key:
                    issue --profile tls-server flipped.der  | Unacceptable signature:
                    issue --profile tls-server no-names.pem | Unacceptable names:
                    issue --profile tls-server duplicate-bad-example-request.pem | Duplicate request:
                    issue --profile nosuch good.pem         | Unknown profile: There is no profile 'nosuch'
                    issue --profile tls-server --out /nosuch/chain.pem good.pem | cannot be written. Nothing was issued
                    revoke --reason superseded 1234abcd     | Not found: No certificate issued here has the serial number 1234abcd. Nothing was revoked
                    revoke --reason superseded nonsense     | nonsense is neither a file, nor a serial number
                    revoke --reason superseded words        | words is not a certificate in PEM or DER. Nothing was revoked
                    revoke --reason superseded --invalidity-date 2099-01-01 stays-good-bad-example-chain.pem | lies in the future. Nothing was revoked
                    revoke --reason superseded data/credentials/root.pem | belongs to a CA; revoking it needs two people
                    crl issue --generation 0000             | There is no generation '0000'
                    """)
    void theCommandRefusesInOneLine(String arguments, String complaint, Installation lineage) {
        var before = count(lineage);

        var result = command(lineage, arguments);

        assertThat(result.status()).as(result.toString()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("lineage: ").contains(complaint).doesNotMatch(INNARDS);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(count(lineage)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    issue good.pem                                              | --profile
                    issue --profile tls-server                                  | REQUEST
                    revoke 1234                                                 | --reason
                    revoke --reason bored 1234                                  | 'bored' is no reason. Reasons are: unspecified
                    revoke --reason superseded --invalidity-date yesterday 1234 | 'yesterday' is no date
                    crl                                                         | crl --help
                    nosuch                                                      | nosuch
                    """)
    void wrongUsageIsExplainedAndHasItsOwnStatus(
            String arguments, String complaint, Installation lineage) {
        var result = command(lineage, arguments);
        assertThat(result.status()).as(result.toString()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains(complaint).doesNotMatch(INNARDS);
    }

    @Test
    void theNamesThatWereRefusedAreNowhereOnRecord(Installation lineage) {
        assertThat(new Curl(lineage).machine("/certificates?query=refused.example").body())
                .isEqualTo("[]");
    }

    private static Shell.Result command(Installation lineage, String arguments) {
        return lineage.shell()
                .bash("'%s' --data data %s".formatted(Installation.launcher(), arguments));
    }

    private static String contentType(String type) {
        return "Content-Type: "
                + switch (type) {
                    case "pem" -> "application/x-pem-file";
                    case "der" -> "application/pkcs10";
                    case "json" -> "application/json";
                    case "form" -> "application/x-www-form-urlencoded";
                    default -> "text/plain";
                };
    }

    private static void refuses(
            Installation lineage,
            String path,
            int status,
            String kind,
            String detail,
            String... options) {
        var before = count(lineage);

        var answer = new Curl(lineage).machine(path, options);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        var problem = answer.json();
        assertThat(problem.keySet()).containsExactlyInAnyOrder("type", "title", "status", "detail");
        assertThat(problem.get("type").getAsString()).isEqualTo("urn:lineage:problem:" + kind);
        assertThat(problem.get("status").getAsInt()).isEqualTo(status);
        assertThat(problem.get("title").getAsString()).isNotBlank().doesNotMatch(INNARDS);
        assertThat(problem.get("detail").getAsString())
                .contains(detail)
                .doesNotMatch(INNARDS)
                .hasSizeGreaterThan(30);
        assertThat(count(lineage)).isEqualTo(before);
    }

    /** Certificates on record, intents without a result among them. */
    private static int count(Installation lineage) {
        return JsonParser.parseString(new Curl(lineage).machine("/certificates?limit=1000").body())
                .getAsJsonArray()
                .size();
    }
}
