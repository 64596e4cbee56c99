package org.lineageca.ca.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lineageca.ca.exchange.PackageFault.ALGORITHM;
import static org.lineageca.ca.exchange.PackageFault.CHANGED_CONTENT;
import static org.lineageca.ca.exchange.PackageFault.COMPRESSED;
import static org.lineageca.ca.exchange.PackageFault.DUPLICATE_ENTRY;
import static org.lineageca.ca.exchange.PackageFault.ENTRY_NAME;
import static org.lineageca.ca.exchange.PackageFault.GAP;
import static org.lineageca.ca.exchange.PackageFault.MANIFEST;
import static org.lineageca.ca.exchange.PackageFault.MISSING_ENTRY;
import static org.lineageca.ca.exchange.PackageFault.NOT_A_PACKAGE;
import static org.lineageca.ca.exchange.PackageFault.NO_FILE;
import static org.lineageca.ca.exchange.PackageFault.OTHER_PARTNER;
import static org.lineageca.ca.exchange.PackageFault.OTHER_PREVIOUS;
import static org.lineageca.ca.exchange.PackageFault.OTHER_RECIPIENT;
import static org.lineageca.ca.exchange.PackageFault.REORDER;
import static org.lineageca.ca.exchange.PackageFault.REPLAY;
import static org.lineageca.ca.exchange.PackageFault.SIGNATURE;
import static org.lineageca.ca.exchange.PackageFault.SURROUNDED;
import static org.lineageca.ca.exchange.PackageFault.TOO_LARGE;
import static org.lineageca.ca.exchange.PackageFault.TRUNCATED;
import static org.lineageca.ca.exchange.PackageFault.UNKNOWN_SIGNER;
import static org.lineageca.ca.exchange.PackageFault.UNLISTED_ENTRY;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.octets.Octets;

/**
 * What is done to packages on their way; whatever was tried, the good package is taken after it.
 */
class PackageAttacksTest {

    private final TestExchange exchange = new TestExchange();
    private final TestInstallation installation = exchange.offlineInstallation();
    private final ExchangePackage.Written first =
            exchange.sent(exchange.renewal(), ChainPosition.START);
    private boolean taken;

    @AfterEach
    void theGoodPackageIsTaken() {
        if (!taken) {
            installation.take(first.octets());
        }
    }

    @Test
    void aReplayIsRefused() {
        takeFirst();
        installation.refuses(first.octets(), REPLAY, "package 1 was taken before");
        var second = exchange.sent(exchange.renewal(), first.position());
        installation.take(second.octets());
        installation.refuses(first.octets(), REPLAY, "package 1 was taken before");
        installation.refuses(second.octets(), REPLAY, "package 2 was taken before");
    }

    @Test
    void anotherPackageWithANumberThatWasTakenIsRefused() {
        takeFirst();
        var second = exchange.sent(exchange.renewal(), first.position());
        installation.take(second.octets());
        var other = exchange.sent(withoutOrders(), ChainPosition.START);
        installation.refuses(
                other.octets(), REORDER, "its number is 1, and another package with that number");
    }

    @Test
    void packagesOutOfOrderAreRefusedAndTheFirstIsNamed() {
        var second = exchange.sent(exchange.renewal(), first.position());
        var third = exchange.sent(exchange.renewal(), second.position());
        installation.refuses(second.octets(), GAP, "take package 1 first");
        installation.refuses(third.octets(), GAP, "take packages 1 to 2 first");
        takeFirst();
        installation.refuses(third.octets(), GAP, "take package 2 first");
        installation.take(second.octets());
        installation.take(third.octets());
    }

    @Test
    void aPackageThatFollowsAnotherThanTheLastIsRefused() {
        takeFirst();
        var forked = exchange.sent(withoutOrders(), ChainPosition.START);
        var second = exchange.sent(exchange.renewal(), forked.position());
        installation.refuses(second.octets(), OTHER_PREVIOUS, "the last taken here has");
    }

    @Test
    void aPackageForAnotherInstallationIsRefused() {
        var draft = exchange.renewal();
        var elsewhere =
                ExchangePackage.write(
                        ChainPosition.START.next(exchange.online.id(), TestParty.make().id()),
                        TestExchange.NOW,
                        draft.contents(),
                        draft.files(),
                        exchange.online);
        installation.refuses(elsewhere.octets(), OTHER_RECIPIENT, "is addressed to");
    }

    @Test
    void aPackageByAnUnknownKeyIsRefused() {
        var stranger = TestParty.make();
        var draft = exchange.renewal();
        var strange =
                ExchangePackage.write(
                        ChainPosition.START.next(stranger.id(), exchange.offline.id()),
                        TestExchange.NOW,
                        draft.contents(),
                        draft.files(),
                        stranger);
        installation.refuses(
                strange.octets(), UNKNOWN_SIGNER, stranger.publicKey().sha256().toHex());
    }

    @Test
    void aStrangersSignatureUnderAPartnersNameIsRefused() {
        var entries = TestZip.entries(first.octets());
        entries.put(
                "manifest.sig",
                TestParty.make()
                        .sign(Objects.requireNonNull(entries.get("manifest.json")).sha256()));
        installation.refuses(StoredZip.write(entries), SIGNATURE, "does not hold");
    }

    @Test
    void aPartnerCannotSpeakForAnother() {
        var changed =
                resigned(manifest ->
                        manifest.replace(
                                "\"from\":\"" + exchange.online.id(),
                                "\"from\":\"" + TestParty.make().id()));
        installation.refuses(changed, OTHER_PARTNER, "signed by another");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/cron.d/x",
                "..",
                "/etc/passwd",
                "C:\\x",
                "a/b",
                "..\\x",
                "x\u0000.p10",
                "UPPER",
                ".hidden",
                "",
                "\u0430ct-12.plan"
            })
    void anEntryThatLeadsElsewhereIsRefused(String name) {
        var slipped = TestZip.adding(first.octets(), name, Octets.ofHex("00"), (_, _) -> {});
        installation.refuses(slipped, ENTRY_NAME, "could lead to another folder");
    }

    @Test
    void aFolderIsRefused() {
        var folder = TestZip.adding(first.octets(), "a/", Octets.ofHex(""), (_, _) -> {});
        installation.refuses(folder, NO_FILE, "entry 'a/' is a folder");
    }

    @Test
    void aBombIsRefusedUnexploded() throws Exception {
        var octets = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(octets)) {
            zip.putNextEntry(new ZipEntry("manifest.json"));
            for (var block = 0; block < 64; block++) {
                zip.write(new byte[1024 * 1024]);
            }
        }
        installation.refuses(
                Octets.of(octets.toByteArray()), COMPRESSED, "claims to be 67108864 octets long");
    }

    @Test
    void aPackageOfTooManyOctetsOrEntriesIsRefused() {
        installation.refuses(
                Octets.of(new byte[ExchangePackage.MOST_OCTETS + 1]),
                TOO_LARGE,
                "at most 16777216");
        var entries = TestZip.entries(first.octets());
        for (var number = 0; number < 251; number++) {
            entries.put("x" + number, Octets.ofHex("00"));
        }
        installation.refuses(StoredZip.write(entries), TOO_LARGE, "it has 257 entries");
    }

    @Test
    void aSymbolicLinkIsRefused() {
        var link =
                TestZip.adding(
                        first.octets(),
                        "x.plan",
                        Octets.of("/etc/passwd".getBytes(StandardCharsets.US_ASCII)),
                        (_, entry) -> entry.setUnixMode(UnixStat.LINK_FLAG | 0777));
        installation.refuses(link, NO_FILE, "entry 'x.plan' is a symbolic link");
        var device =
                TestZip.adding(
                        first.octets(),
                        "x.plan",
                        Octets.ofHex(""),
                        (_, entry) -> entry.setUnixMode(0020666));
        installation.refuses(device, NO_FILE, "is no plain file");
    }

    @Test
    void aZip64IsRefused() {
        var large =
                TestZip.adding(
                        first.octets(),
                        "x",
                        Octets.ofHex("00"),
                        (zip, _) -> zip.setUseZip64(Zip64Mode.Always));
        installation.refuses(large, NOT_A_PACKAGE, "");
    }

    @Test
    void anEntryThatIsThereTwiceIsRefused() {
        var twice = TestZip.adding(first.octets(), "act-12.plan", Octets.ofHex("00"), (_, _) -> {});
        installation.refuses(twice, DUPLICATE_ENTRY, "entry 'act-12.plan' is in it twice");
    }

    @Test
    void anEntryTheManifestDoesNotListIsRefused() {
        var entries = TestZip.entries(first.octets());
        entries.put("notes.txt", Octets.ofHex("00"));
        installation.refuses(
                StoredZip.write(entries), UNLISTED_ENTRY, "entry 'notes.txt' is not listed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"manifest.json", "manifest.sig", "signer.spki", "act-12-1.p10"})
    void aMissingEntryIsRefused(String name) {
        var entries = TestZip.entries(first.octets());
        entries.remove(name);
        installation.refuses(
                StoredZip.write(entries), MISSING_ENTRY, "entry '" + name + "' is missing");
    }

    @Test
    void anExchangedFileIsRefused() {
        var entries = TestZip.entries(first.octets());
        entries.put("act-12.plan", Octets.of("act: renew\n".getBytes(StandardCharsets.UTF_8)));
        installation.refuses(
                StoredZip.write(entries), CHANGED_CONTENT, "entry 'act-12.plan' is not the file");
    }

    @Test
    void aFieldThatStandsTwiceIsRefused() {
        installation.refuses(
                resigned(manifest ->
                        manifest.replace("\"sequence\":1", "\"sequence\":1,\"sequence\":2")),
                MANIFEST,
                "the field 'sequence' stands twice");
        installation.refuses(
                resigned(manifest ->
                        manifest.replace("\"by\":\"bob\"", "\"by\":\"eve\",\"by\":\"bob\"")),
                MANIFEST,
                "the field 'by' stands twice");
    }

    @Test
    void aManifestInAnotherWritingIsRefused() {
        installation.refuses(
                resigned(manifest -> manifest.replace(":1,", ": 1,")), MANIFEST, "canonical");
        installation.refuses(
                resigned(manifest -> manifest.replace("\"to\":", "\"tip\":\"x\",\"to\":")),
                MANIFEST,
                "the field 'tip' is not known");
        installation.refuses(
                resigned(manifest ->
                        manifest.replace("2026-11-21T08:00:00Z", "2026-11-21T09:00:00+01:00")),
                MANIFEST,
                "not written as it should be");
        installation.refuses(
                resigned(manifest -> manifest.replace("\"format\":1", "\"format\":2")),
                MANIFEST,
                "its format is 2");
    }

    @Test
    void aWeakerAlgorithmIsRefused() {
        for (var algorithm : List.of("none", "ECDSA-P256-SHA1", "RSA-PKCS1-MD5", "HS256")) {
            installation.refuses(
                    resigned(manifest -> manifest.replace("ECDSA-P256-SHA256", algorithm)),
                    ALGORITHM,
                    "the signature algorithm '" + algorithm + "'");
        }
    }

    @Test
    void aTruncatedPackageIsRefusedWhereverItEnds() {
        var octets = first.octets();
        for (var length = 0; length < octets.length(); length++) {
            installation.refuses(octets.first(length), TRUNCATED, "its end is missing");
        }
    }

    @Test
    void octetsBeforeOrAfterAreRefused() {
        var octets = first.octets();
        installation.refuses(
                Octets.ofHex(octets.toHex() + "00"), SURROUNDED, "follow after its end");
        installation.refuses(
                Octets.ofHex("0000" + octets.toHex()), SURROUNDED, "before its beginning");
        installation.refuses(Octets.ofHex("00".repeat(100)), NOT_A_PACKAGE, "it is no zip");
    }

    /** Each octet of the package, in one to three of its bits. */
    @Test
    void noBitCanBeFlipped() {
        var seed = 20261121L;
        System.out.println("seed " + seed);
        var random = new SplittableRandom(seed);
        var octets = first.octets().toArray();
        var before = installation.state();
        for (var place = 0; place < octets.length; place++) {
            for (var more = random.nextInt(3); more >= 0; more--) {
                var flipped = octets.clone();
                flipped[place] ^= (byte) (1 << random.nextInt(8));
                if (!Arrays.equals(flipped, octets)) {
                    refusesSomehow(Octets.of(flipped), place);
                }
            }
        }
        assertThat(installation.state()).isEqualTo(before);
    }

    private void refusesSomehow(Octets octets, int place) {
        assertThatThrownBy(() -> installation.take(octets))
                .as("octet %d", place)
                .isInstanceOf(PackageRefusedException.class);
    }

    private void takeFirst() {
        installation.take(first.octets());
        taken = true;
    }

    private TestExchange.Draft withoutOrders() {
        var plan = exchange.plan();
        var act = exchange.act(plan);
        var files = new HashMap<>(exchange.files(plan));
        files.keySet().retainAll(List.of("act-12.plan"));
        return new TestExchange.Draft(new Contents.Requests(List.of(act)), files);
    }

    /** The first package with another manifest, signed by the partner itself. */
    private Octets resigned(UnaryOperator<String> change) {
        var entries = TestZip.entries(first.octets());
        var manifest =
                new String(
                        Objects.requireNonNull(entries.get("manifest.json")).toArray(),
                        StandardCharsets.UTF_8);
        var changed = Octets.of(change.apply(manifest).getBytes(StandardCharsets.UTF_8));
        entries.put("manifest.json", changed);
        entries.put("manifest.sig", exchange.online.sign(changed.sha256()));
        return StoredZip.write(entries);
    }
}
