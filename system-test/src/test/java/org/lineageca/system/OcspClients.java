package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The ways relying parties ask for the status of one certificate.
 *
 * @param prefix of the files that {@link Installation#issueServer} made
 */
record OcspClients(Installation lineage, String prefix) {

    /** By name; each gives what a client prints once it believes the answer. */
    Map<String, Supplier<String>> all() {
        var ways = new LinkedHashMap<String, Supplier<String>>();
        ways.put("POST", () -> believed(lineage.ocspStatus(prefix)));
        ways.put("POST without nonce", () -> believed(lineage.ocspStatus(prefix, "-no_nonce")));
        ways.put("POST, SHA-256", () -> believed(postSha256("")));
        ways.put("POST, SHA-256, without nonce", () -> believed(postSha256("-no_nonce")));
        ways.put("GET", () -> believed(get("-no_nonce")));
        ways.put("GET with nonce", () -> believed(get("-nonce")));
        ways.put("GET, SHA-256", () -> believed(get("-no_nonce -sha256")));
        ways.put("ocsptool", this::ocsptool);
        ways.replaceAll((_, ask) -> () -> believedInTheEnd(ask));
        return ways;
    }

    /** RFC 6960 A.1: the URL, then the base64 of the request, URL-encoded. */
    String getUrl(String options) {
        return bash(
                        """
                        openssl ocsp -issuer PREFIX-issuer.pem OPTIONS -cert PREFIX-chain.pem -reqout PREFIX.request > PREFIX.log 2>&1 || exit
                        echo $(openssl x509 -noout -ocsp_uri -in PREFIX-chain.pem)/$(base64 -w0 PREFIX.request | sed 's|+|%2B|g; s|/|%2F|g; s|=|%3D|g')
                        """,
                        options)
                .succeeded()
                .out()
                .strip();
    }

    /** On a busy machine an answer may be to come later. */
    private static String believedInTheEnd(Supplier<String> ask) {
        return await().pollDelay(Duration.ZERO).until(ask::get, _ -> true);
    }

    private static String believed(String answer) {
        assertThat(answer).contains("Response verify OK");
        return answer;
    }

    private String postSha256(String options) {
        // -sha256 counts for the certificate named after it.
        return bash(
                        """
                        openssl ocsp -CAfile data/credentials/root.pem -issuer PREFIX-issuer.pem -sha256 -cert PREFIX-chain.pem OPTIONS \\
                            -url $(openssl x509 -noout -ocsp_uri -in PREFIX-chain.pem)
                        """,
                        options)
                .all();
    }

    private String get(String options) {
        lineage.shell()
                .run("curl", "-sS", "-f", "-o", prefix + ".response", getUrl(options))
                .succeeded();
        // -no_nonce: the nonce to compare with is the one in the request that was sent.
        return bash(
                        """
                        openssl ocsp -respin PREFIX.response -reqin PREFIX.request -no_nonce -CAfile data/credentials/root.pem \\
                            -issuer PREFIX-issuer.pem OPTIONS -cert PREFIX-chain.pem
                        """,
                        options.contains("-sha256") ? "-sha256" : "")
                .all();
    }

    private String ocsptool() {
        var asked =
                bash(
                                "ocsptool --ask --load-chain PREFIX-chain.pem --load-trust PREFIX-issuer.pem",
                                "")
                        .all();
        assertThat(asked).contains("Verifying OCSP Response: Success");
        return asked;
    }

    private Shell.Result bash(String script, String options) {
        return lineage.shell().bash(script.replace("PREFIX", prefix).replace("OPTIONS", options));
    }
}
