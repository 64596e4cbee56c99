package org.lineageca.hsm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.ShareStatus.State;
import org.lineageca.hsm.share.ShareForgery;
import org.lineageca.hsm.softhsm.TemporarySharedToken;

class ShareSecrecyTest {

    @Test
    void aSignerThatMadeSplitOrJoinedThePinHoldsNothingOfIt(@TempDir Path folder) throws Exception {
        try (var token = TemporarySharedToken.start("root")) {
            var old = token.initialise(2, 3);
            var shares = token.propose(2, 3);
            shares.forEach(token::offer);
            old.subList(0, 2).forEach(token::offer);
            token.signer().generate("a", KeyAlgorithm.P256, EnumSet.of(KeyPurpose.CRL));
            assertThat(token.shared().status().proposed()).isNull();
            var made = heap(token, folder.resolve("made.hprof"));
            holdsNothing(token, old, made);
            holdsNothing(token, shares, made);

            token.deactivate();
            token.offer(shares.get(2));
            assertThat(heap(token, folder.resolve("collecting.hprof")))
                    .as("what must be found while it is there")
                    .contains(content(shares.get(2)));
            assertThat(token.offer(shares.get(1)).state()).isEqualTo(State.ACTIVE);
            holdsNothing(token, shares, heap(token, folder.resolve("opened.hprof")));
        }
    }

    private static void holdsNothing(TemporarySharedToken token, List<String> shares, String heap)
            throws Exception {
        var pin = ShareForgery.pin(shares.subList(0, 2));
        assertThat(heap.contains("Lineage")).as("the dump can be searched").isTrue();
        for (var secret : secrets(pin, shares).entrySet()) {
            assertThat(heap.contains(secret.getValue())).as(secret.getKey()).isFalse();
        }
        assertThat(token.log()).contains("was handed in").doesNotContain(pin);
        assertThat(Files.readString(token.shareSets())).doesNotContain(pin);
        for (var share : shares) {
            var groups = share.substring(20, 79);
            for (var group : groups.split("-", -1)) {
                assertThat(token.log()).doesNotContain(group);
            }
            assertThat(Files.readString(token.shareSets())).doesNotContain(groups);
        }
    }

    /** What must not be there, each octet as one character, by what it is. */
    private static Map<String, String> secrets(String pin, List<String> shares) {
        var secrets = new TreeMap<String, String>();
        for (var charset :
                List.of(
                        StandardCharsets.UTF_8,
                        StandardCharsets.UTF_16BE,
                        StandardCharsets.UTF_16LE)) {
            secrets.put("the PIN in " + charset, octets(pin, charset));
            for (var share : shares) {
                var groups = share.substring(20, 38);
                secrets.put(
                        "share " + shares.indexOf(share) + " in " + charset,
                        octets(groups, charset));
            }
        }
        secrets.put(
                "what the PIN is made of",
                new String(Base64.getUrlDecoder().decode(pin), StandardCharsets.ISO_8859_1)
                        .substring(0, 16));
        for (var share : shares) {
            secrets.put("the content of share " + shares.indexOf(share), content(share));
        }
        return secrets;
    }

    private static String content(String share) {
        return new String(ShareForgery.content(share), StandardCharsets.ISO_8859_1)
                .substring(0, 16);
    }

    private static String heap(TemporarySharedToken token, Path dump) throws Exception {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var pid = Long.toString(token.process().pid());
        // -all: also what the collector has not yet taken away.
        var result = Command.of(jcmd, pid, "GC.heap_dump", "-all", dump.toString()).run();
        assertThat(result.status()).as(result.output()).isZero();
        return Files.readString(dump, StandardCharsets.ISO_8859_1);
    }

    private static String octets(String text, Charset charset) {
        return new String(text.getBytes(charset), StandardCharsets.ISO_8859_1);
    }
}
