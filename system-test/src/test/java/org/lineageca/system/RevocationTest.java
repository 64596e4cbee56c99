package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Revoked here, and every way to ask says so. */
@ExtendWith(SharedInstallation.class)
@ResourceLock(SharedInstallation.LOCK)
class RevocationTest {

    private static final DateTimeFormatter OPENSSL_TIME =
            DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss yyyy z", Locale.ENGLISH);

    @ParameterizedTest
    @CsvSource({
        "file, echo %s-chain.pem, keyCompromise",
        "serial, openssl x509 -noout -serial -in %s-chain.pem | cut -d= -f2, superseded",
        "fingerprint, openssl x509 -noout -fingerprint -sha256 -in %s-chain.pem | cut -d= -f2, cessationOfOperation",
        "der, openssl x509 -outform DER -in %1$s-chain.pem -out %1$s.der; echo %1$s.der, affiliationChanged"
    })
    void everyWayOfAskingSaysRevokedWithTheReason(
            String by, String name, String reason, Installation lineage) {
        var prefix = lineage.issueServer(by + ".revocation.example");
        var ways = new OcspClients(lineage, prefix).all();
        ways.forEach((way, answer) ->
                assertThat(answer.get())
                        .as(way)
                        .containsPattern("(?i)(: good|status: good)")
                        .doesNotContain("revoked"));

        var certificate = lineage.shell().bash(name.formatted(prefix)).succeeded().out().strip();
        var revoked = lineage.lineage("revoke", "--reason", reason, certificate).succeeded();

        assertThat(revoked.out()).contains("is revoked since").contains(reason);
        var first = ways.values().iterator().next();
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> first.get().contains("revoked"));
        ways.forEach((way, answer) ->
                assertThat(answer.get())
                        .as(way)
                        .contains("revoked")
                        .doesNotContainPattern("(?i)(: good|status: good)"));
        assertThat(first.get()).contains("Reason: " + reason);
    }

    @Test
    void aHoldIsShownAndAfterItsReleaseTheCertificateIsGoodAgain(Installation lineage) {
        var prefix = lineage.issueServer("hold.revocation.example");
        var ways = new OcspClients(lineage, prefix).all();
        var first = ways.values().iterator().next();
        var certificate = prefix + "-chain.pem";
        lineage.lineage("revoke", "--reason", "certificateHold", certificate).succeeded();
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> first.get().contains("Reason: certificateHold"));

        var released =
                lineage.lineage("release", "--because", "the disk was found", certificate)
                        .succeeded();

        assertThat(released.out()).contains("is released; it was on hold since");
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !first.get().contains("revoked"));
        ways.forEach((way, answer) ->
                assertThat(answer.get())
                        .as(way)
                        .containsPattern("(?i)(: good|status: good)")
                        .doesNotContain("revoked"));
        assertThat(lineage.lineage("release", "--because", "again", certificate).succeeded().out())
                .contains("It is not on hold");
        lineage.lineage("revoke", "--reason", "superseded", certificate).succeeded();
        assertThat(lineage.lineage("release", "--because", "a mistake", certificate).failed().all())
                .contains("is revoked for good", "Nothing was released");
    }

    @Test
    void aListIsRevokedByTwoOfficersAndAShortOneAtOnce(Installation lineage) throws IOException {
        lineage.request("list.revocation.example");
        var serials =
                lineage.shell()
                        .bash(
                                """
                                for i in $(seq 13); do
                                    openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout /dev/null \
                                        -subj /CN=list$i.example -addext subjectAltName=DNS:list$i.example 2>/dev/null |
                                    curl -sS -f --cacert data/credentials/root.pem --cert data/credentials/machine/certificate.pem \
                                        --key data/credentials/machine/key.pem -H 'Content-Type: application/x-pem-file' \
                                        --data-binary @- '%s/certificates?profile=tls-server' |
                                    openssl x509 -noout -serial | cut -d= -f2
                                done\
                                """
                                        .formatted(lineage.core()))
                        .succeeded()
                        .out()
                        .lines()
                        .toList();
        assertThat(serials).hasSize(13);
        var list = lineage.folder().resolve("list.txt");
        Files.write(list, serials.subList(0, 2));
        var few =
                lineage.lineage("revoke", "--reason", "superseded", "--file", "list.txt")
                        .succeeded();
        assertThat(few.out())
                .contains("2 certificates are revoked: superseded; 0 were revoked before");

        Files.write(list, serials);
        var proposal =
                lineage.lineage("revoke", "--reason", "keyCompromise", "--file", "list.txt")
                        .succeeded()
                        .out();
        assertThat(proposal).contains("13 certificates are to be revoked");
        assertThat(new Officers(lineage).approve(proposal))
                .contains("11 certificates are revoked; 2 of the list were revoked before");

        Files.writeString(list, "00ff00ff\n", StandardOpenOption.APPEND);
        var refused =
                lineage.lineage("revoke", "--reason", "superseded", "--file", "list.txt").failed();
        assertThat(refused.all()).contains("00ff00ff", "Nothing was revoked");
    }

    @Test
    void aSecondRevocationChangesNothingAndSaysSo(Installation lineage) {
        var prefix = lineage.issueServer("twice.revocation.example");
        lineage.lineage("revoke", "--reason", "superseded", prefix + "-chain.pem").succeeded();
        var again =
                lineage.lineage("revoke", "--reason", "keyCompromise", prefix + "-chain.pem")
                        .succeeded();
        assertThat(again.out())
                .contains("was revoked already")
                .contains("superseded")
                .contains("Nothing was changed")
                .doesNotContain("keyCompromise");
        await().untilAsserted(() ->
                assertThat(lineage.ocspStatus(prefix)).contains("Reason: superseded"));
    }

    @Test
    void aCrlIsServedAndVerifiersReadIt(Installation lineage) {
        var prefix = lineage.issueServer("crl.revocation.example");
        var url = new CertificateUrls(lineage, prefix + "-chain.pem").crl();
        var before = crlNumber(lineage, url);
        lineage.lineage(
                        "revoke",
                        "--reason",
                        "keyCompromise",
                        "--invalidity-date",
                        "2026-11-01T08:30:00Z",
                        prefix + "-chain.pem")
                .succeeded();

        var issued = lineage.lineage("crl", "issue").succeeded();

        await().pollDelay(Duration.ZERO).until(() -> crlNumber(lineage, url) > before);
        assertThat(issued.out())
                .contains("CRL " + crlNumber(lineage, url) + " of generation")
                .contains(url);
        var openssl =
                lineage.shell()
                        .bash(
                                "openssl verify -CAfile data/credentials/root.pem -untrusted %1$s-issuer.pem -crl_check -crl_download %1$s-chain.pem"
                                        .formatted(prefix));
        assertThat(openssl.failed().all())
                .contains("error 23 at 0 depth lookup: certificate revoked");
        var gnutls =
                lineage.shell()
                        .bash(
                                "curl -sS -f -o revocation-crl.pem %s && certtool --verify --load-ca-certificate data/credentials/root.pem --load-crl revocation-crl.pem --infile %s-chain.pem"
                                        .formatted(url.replace(".crl", ".pem"), prefix));
        assertThat(gnutls.failed().all()).containsIgnoringCase("revoked");

        var serial =
                lineage.shell()
                        .bash(
                                "openssl x509 -noout -serial -in "
                                        + prefix
                                        + "-chain.pem | cut -d= -f2")
                        .out()
                        .strip();
        var text =
                lineage.shell()
                        .bash("openssl crl -in revocation-crl.pem -noout -text")
                        .succeeded()
                        .out();
        var entry = text.substring(text.indexOf("Serial Number: " + serial));
        assertThat(entry.split("Serial Number: ", 3)[1])
                .contains("Key Compromise")
                .contains("Invalidity Date")
                .contains("Nov  1 08:30:00 2026 GMT");
    }

    @Test
    void aCrlOfOneGenerationLeavesTheOthersAlone(Installation lineage) {
        var prefix = lineage.issueServer("one.revocation.example");
        var url = new CertificateUrls(lineage, prefix + "-chain.pem").crl();
        var label = url.replaceAll(".*/([0-9a-f]{16})/.*", "$1");
        var issued = lineage.lineage("crl", "issue", "--generation", label).succeeded();
        assertThat(issued.out().lines())
                .hasSize(1)
                .first()
                .asString()
                .contains("of generation " + label)
                .contains(url);
    }

    @Test
    void aSerialNumberThatWasNeverAssignedIsUnknown(Installation lineage) {
        var prefix = lineage.issueServer("unknown.revocation.example");
        for (var serial : new String[] {"0x1234", "0x6f04cde9dc99e708657aae72cb59a231"}) {
            var asked =
                    lineage.shell()
                            .bash(
                                    "openssl ocsp -CAfile data/credentials/root.pem -issuer %1$s-issuer.pem -serial %2$s -url $(openssl x509 -noout -ocsp_uri -in %1$s-chain.pem)"
                                            .formatted(prefix, serial));
            assertThat(asked.succeeded().all())
                    .contains("Response verify OK")
                    .contains(serial + ": unknown")
                    .doesNotContain("good");
        }
    }

    @Test
    void anAnswerByGetMayBeCachedButNotPastItsEnd(Installation lineage) {
        var prefix = lineage.issueServer("cache.revocation.example");
        var curl = new Curl(lineage);
        var url = new OcspClients(lineage, prefix).getUrl("-no_nonce");
        var answer = curl.get(url);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("application/ocsp-response");
        var remaining =
                Duration.between(Instant.now(), nextUpdate(lineage, prefix, url)).toSeconds();
        assertThat(maxAge(answer)).isPositive().isLessThanOrEqualTo(remaining);
        assertThat(httpTime(answer.header("expires")))
                .isBeforeOrEqualTo(nextUpdate(lineage, prefix, url));
        assertThat(httpTime(answer.header("last-modified"))).isBeforeOrEqualTo(Instant.now());
        assertThat(answer.header("etag")).matches("\"[0-9a-f]+\"");

        var conditional = curl.get(url, "-H", "If-None-Match: " + answer.header("etag"));
        assertThat(conditional.status()).isEqualTo(304);
        assertThat(conditional.body()).isEmpty();
        assertThat(conditional.header("etag")).isEqualTo(answer.header("etag"));
    }

    @Test
    void answersToANonceAndErrorsAreNotCached(Installation lineage) {
        var prefix = lineage.issueServer("nonce.revocation.example");
        var curl = new Curl(lineage);
        assertThat(
                        curl.get(new OcspClients(lineage, prefix).getUrl("-nonce"))
                                .header("cache-control"))
                .contains("no-store");
        var url = new OcspClients(lineage, prefix).getUrl("-no_nonce");
        var error = curl.get(url.substring(0, url.length() - 20));
        assertThat(error.status()).isEqualTo(200);
        assertThat(error.header("cache-control")).contains("no-store");
    }

    @Test
    void crlsAreServedForCaches(Installation lineage) {
        var prefix = lineage.issueServer("headers.revocation.example");
        var url = new CertificateUrls(lineage, prefix + "-chain.pem").crl();
        var curl = new Curl(lineage);
        var whole = curl.get(url);
        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.header("content-type")).isEqualTo("application/pkix-crl");
        assertThat(maxAge(whole)).isBetween(0L, 60L);
        assertThat(httpTime(whole.header("last-modified"))).isBeforeOrEqualTo(Instant.now());
        assertThat(whole.header("etag")).matches("\"[^\"]+\"");

        assertThat(curl.get(url, "-H", "If-None-Match: " + whole.header("etag")).status())
                .isEqualTo(304);
        assertThat(
                        curl.get(url, "-H", "If-Modified-Since: " + whole.header("last-modified"))
                                .status())
                .isEqualTo(304);

        var head = curl.get(url, "--head");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("content-length")).isEqualTo(whole.header("content-length"));
        assertThat(head.header("etag")).isEqualTo(whole.header("etag"));

        var part = curl.get(url, "--range", "0-9");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.header("content-range"))
                .isEqualTo("bytes 0-9/" + whole.header("content-length"));
        assertThat(part.header("content-length")).isEqualTo("10");
        lineage.shell()
                .bash(
                        "curl -sS -f -o parts %1$s && (curl -sS -r 0-99 %1$s; curl -sS -r 100- %1$s) | cmp - parts"
                                .formatted(url))
                .succeeded();

        assertThat(curl.get(url, "-X", "POST", "-d", "x").status()).isEqualTo(405);
        assertThat(curl.get(lineage.crl() + "/0000000000000000/complete.crl").status())
                .isEqualTo(404);
        assertThat(curl.get(lineage.crl() + "/../etc/crl-publisher.yml").status()).isIn(400, 404);
    }

    private static Instant nextUpdate(Installation lineage, String prefix, String url) {
        var text =
                lineage.shell()
                        .bash(
                                "curl -sS -f -o %1$s.response '%2$s' && openssl ocsp -respin %1$s.response -noverify -resp_text"
                                        .formatted(prefix, url))
                        .succeeded()
                        .out();
        var found = Pattern.compile("Next Update: (.+)").matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return ZonedDateTime.parse(found.group(1), OPENSSL_TIME).toInstant();
    }

    private static long crlNumber(Installation lineage, String url) {
        var text =
                lineage.shell()
                        .bash(
                                "curl -sS -f -o number.crl "
                                        + url
                                        + " && openssl crl -inform DER -in number.crl -noout -crlnumber")
                        .succeeded()
                        .out();
        return Long.parseLong(text.strip().replace("crlNumber=0x", ""), 16);
    }

    private static long maxAge(Curl.Answer answer) {
        var found = Pattern.compile("max-age=(\\d+)").matcher(answer.header("cache-control"));
        assertThat(found.find()).as(answer.header("cache-control")).isTrue();
        return Long.parseLong(found.group(1));
    }

    private static Instant httpTime(String header) {
        return ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }
}
