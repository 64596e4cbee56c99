package org.lineageca.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.launcher.installation.Installation;

final class KeyCommandsTest {

    private static final String PEM =
            "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n";

    @TempDir private Path folder;
    private StubService service;
    private Terminal terminal;
    private String key;

    @BeforeEach
    void start() throws Exception {
        var installation = new Installation(folder, folder.resolve("data"));
        terminal = new Terminal(installation);
        service = StubService.of(installation);
        key = Files.writeString(folder.resolve("key.pem"), PEM).toString();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private int run(String... arguments) {
        return terminal.run(List.of(arguments));
    }

    @Test
    void aKeyIsBlockedAndItsCertificatesAreListed() {
        service.answers(
                201,
                """
                {"spkiSha256":"ab","blocked":true,"certificates":[
                  {"serial":"01","generation":"g","subject":"CN=a","standing":"good"}]}\
                """);
        assertThat(run("key", "block", "--spki", "ab", "--why", "found", "--as", "machine"))
                .isZero();
        assertThat(terminal.out())
                .isEqualTo(
                        """
                        key ab is blocked
                        1 certificates have it:
                          serial 01 of generation g, good: CN=a
                        """);
        assertThat(service.requests())
                .containsExactly(
                        "POST /blocked-keys application/json {\"why\":\"found\",\"spkiSha256\":\"ab\"}");
        assertThat(run("key", "block", "--why", "found")).isEqualTo(2);
        assertThat(run("key", "block", "--file", key, "--spki", "ab", "--why", "x")).isEqualTo(2);
    }

    @Test
    void aCheckSaysWhatThereIsAgainstAKey() throws Exception {
        service.answers(200, "{\"spkiSha256\":\"ab\",\"flaws\":[]}");
        assertThat(run("key", "check", key)).isZero();
        assertThat(terminal.out()).isEqualTo("key ab: nothing is known against it\n");
        service.answers(
                200,
                "{\"spkiSha256\":\"ab\",\"flaws\":[{\"kind\":\"ROCA\",\"text\":\"t\",\"source\":\"s\"}]}");
        assertThat(run("key", "check", key)).isOne();
        assertThat(terminal.out()).endsWith("key ab is not certified:\n  ROCA: t (s)\n");
        assertThat(service.requests().getLast())
                .isEqualTo(
                        "POST /blocked-keys/check application/json {\"key\":\""
                                + PEM.replace("\n", "\\n")
                                + "\"}");
        Files.writeString(Path.of(key), "nothing");
        assertThat(run("key", "check", key)).isOne();
        assertThat(terminal.err()).contains("Nothing was checked");
    }

    @Test
    void blockedKeysAreShownInColumns() {
        service.answers(
                200,
                "[{\"spkiSha256\":\"ab\",\"why\":\"found\",\"since\":\"t\",\"source\":\"First\"}]");
        assertThat(run("key", "list", "--after", "cd")).isZero();
        assertThat(terminal.out())
                .isEqualTo(
                        """
                        SHA-256 OF THE KEY  SINCE  BY     WHY
                        ab                  t      First  found
                        """);
        assertThat(service.requests().getFirst())
                .startsWith("GET /blocked-keys?limit=100&after=cd ");
    }

    @Test
    void aRevocationForKeyCompromiseNamesWhatElseHasTheKey() {
        service.answers(
                201,
                """
                {"serial":"01","generation":"g","reason":"keyCompromise","revocationDate":"t","keyBlocked":true,"sameKey":[
                  {"serial":"02","generation":"g","subject":"CN=b","standing":"good"}]}\
                """);
        assertThat(run("revoke", "01", "--reason", "keyCompromise")).isZero();
        assertThat(terminal.out())
                .endsWith(
                        """
                        1 other certificates have its key, which is blocked now:
                          serial 02 of generation g, good: CN=b
                        """);
    }
}
