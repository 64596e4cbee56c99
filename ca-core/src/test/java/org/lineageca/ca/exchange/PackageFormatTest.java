package org.lineageca.ca.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lineageca.octets.Octets;

class PackageFormatTest {

    private final TestExchange exchange = new TestExchange();

    @Test
    void aPackageIsReadAsItWasWritten() {
        var draft = exchange.renewal();
        var written = exchange.sent(draft, ChainPosition.START);
        var read = ExchangePackage.read(written.octets(), exchange.online.publicKey()::equals);
        assertThat(read.manifest().contents()).isEqualTo(draft.contents());
        assertThat(read.files()).isEqualTo(draft.files());
        assertThat(read.signer()).isEqualTo(exchange.online.publicKey());
        assertThat(read.manifest().route())
                .isEqualTo(ChainPosition.START.next(exchange.online.id(), exchange.offline.id()));
        assertThat(written.position()).isEqualTo(new ChainPosition(1, read.manifestSha256()));
    }

    @Test
    void theSamePackageHasTheSameOctets() {
        var draft = exchange.renewal();
        var fixed = new HashMap<Octets, Octets>();
        var signature =
                new ExchangeSignature() {
                    @Override
                    public Octets publicKey() {
                        return exchange.online.publicKey();
                    }

                    @Override
                    public Octets sign(Octets digest) {
                        return fixed.computeIfAbsent(digest, exchange.online::sign);
                    }
                };
        var route = ChainPosition.START.next(exchange.online.id(), exchange.offline.id());
        var first =
                ExchangePackage.write(
                        route, TestExchange.NOW, draft.contents(), draft.files(), signature);
        var second =
                ExchangePackage.write(
                        route,
                        TestExchange.NOW.plusNanos(999_999_999),
                        draft.contents(),
                        new HashMap<>(draft.files()),
                        signature);
        assertThat(second).isEqualTo(first);
    }

    @Test
    void anyToolReadsIt() {
        var octets = exchange.first(exchange.renewal());
        var entries = TestZip.entries(octets);
        assertThat(entries.keySet())
                .containsExactly(
                        "manifest.json",
                        "manifest.sig",
                        "signer.spki",
                        "act-12-1.cer",
                        "act-12-1.p10",
                        "act-12.plan");
        assertThat(text(entries.get("act-12.plan"))).isEqualTo(exchange.plan().text());
        assertThat(text(entries.get("manifest.json")))
                .startsWith(
                        "{\"algorithm\":\"ECDSA-P256-SHA256\",\"created\":\"2026-11-21T08:00:00Z\",")
                .contains("\"kind\":\"requests\"", "\"sequence\":1,");
    }

    /** By PKWARE's APPNOTE, not by what reads it back here. */
    @Test
    void theOctetsOfAZipArePinned() {
        var files = new LinkedHashMap<String, Octets>();
        files.put("a", Octets.of("hello".getBytes(StandardCharsets.US_ASCII)));
        assertThat(StoredZip.write(files).toHex())
                .isEqualTo(
                        "504b0304"
                                + "0a00"
                                + "0000"
                                + "0000"
                                + "00002100"
                                + "86a61036"
                                + "05000000"
                                + "05000000"
                                + "0100"
                                + "0000"
                                + "61"
                                + "68656c6c6f"
                                + "504b0102"
                                + "0a00"
                                + "0a00"
                                + "0000"
                                + "0000"
                                + "00002100"
                                + "86a61036"
                                + "05000000"
                                + "05000000"
                                + "0100"
                                + "0000"
                                + "0000"
                                + "0000"
                                + "0000"
                                + "00000000"
                                + "00000000"
                                + "61"
                                + "504b0506"
                                + "0000"
                                + "0000"
                                + "0100"
                                + "0100"
                                + "2f000000"
                                + "24000000"
                                + "0000");
    }

    @Test
    void whatNobodyNeedsOrHasIsNotWritten() {
        var draft = exchange.renewal();
        var route = ChainPosition.START.next(exchange.online.id(), exchange.offline.id());
        var more = new HashMap<>(draft.files());
        more.put("stowaway", Octets.ofHex("00"));
        assertThatThrownBy(() -> write(route, draft.contents(), more))
                .hasMessageContaining("'stowaway' is listed and nothing needs it");
        var fewer = new HashMap<>(draft.files());
        fewer.remove("act-12-1.p10");
        assertThatThrownBy(() -> write(route, draft.contents(), fewer))
                .hasMessageContaining("'act-12-1.p10' is needed and not listed");
        var large = new HashMap<>(draft.files());
        large.put("act-12.plan", Octets.of(new byte[ExchangePackage.MOST_OCTETS]));
        assertThatThrownBy(() -> write(route, draft.contents(), large))
                .hasMessageContaining("would not be taken");
        var swapped = ChainPosition.START.next(exchange.offline.id(), exchange.online.id());
        assertThatThrownBy(() -> write(swapped, draft.contents(), draft.files()))
                .hasMessageContaining("signed by the party it is from");
    }

    @Test
    void packagesAreTakenOneAfterTheOther() {
        var installation = exchange.offlineInstallation();
        var position = ChainPosition.START;
        for (var number = 1; number <= 3; number++) {
            var written = exchange.sent(exchange.renewal(), position);
            installation.take(written.octets());
            position = written.position();
            assertThat(installation.state().taken()).isEqualTo(position);
        }
        assertThat(installation.state().contents())
                .isEqualTo(
                        List.of(
                                exchange.renewal().contents(),
                                exchange.renewal().contents(),
                                exchange.renewal().contents()));
    }

    private void write(Route route, Contents contents, Map<String, Octets> files) {
        ExchangePackage.write(route, TestExchange.NOW, contents, files, exchange.online);
    }

    private static String text(@Nullable Octets octets) {
        return new String(Objects.requireNonNull(octets).toArray(), StandardCharsets.UTF_8);
    }
}
