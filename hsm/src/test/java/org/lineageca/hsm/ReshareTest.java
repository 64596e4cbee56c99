package org.lineageca.hsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lineageca.hsm.client.IssuedShare;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.ShareRecipient;
import org.lineageca.hsm.client.ShareRefusedException;
import org.lineageca.hsm.client.ShareSeal;
import org.lineageca.hsm.client.ShareStatus.State;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.hsm.client.SocketSigner;
import org.lineageca.hsm.client.TokenKey;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.hsm.signer.CutShortSigner;
import org.lineageca.hsm.signer.CutShortSigner.Point;
import org.lineageca.hsm.softhsm.RecordedClasses;
import org.lineageca.hsm.softhsm.SoftHsmToken;
import org.lineageca.hsm.softhsm.TemporarySharedToken;
import org.lineageca.octets.Octets;

class ReshareTest {

    /** A signer draws a key when it starts, and another test may have the processor. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir private Path folder = Path.of("");

    @Test
    void newSharesReplaceTheOldAndTheKeysStay() {
        try (var token = TemporarySharedToken.start("root")) {
            var first = token.initialise(2, 3);
            var key =
                    token.signer()
                            .generate("root-1", KeyAlgorithm.P256, EnumSet.of(KeyPurpose.CRL));
            token.deactivate();

            var second = token.propose(3, 4);
            token.offer(first.get(2));
            token.offer(first.get(0));
            assertThat(token.shared().status().state()).isEqualTo(State.LOCKED);
            for (var share : second.subList(0, 3)) {
                assertThat(token.offer(share).state()).isEqualTo(State.LOCKED);
            }
            var active = token.offer(second.get(3));

            assertThat(active.state()).isEqualTo(State.ACTIVE);
            assertThat(active.proposed()).isNull();
            assertThat(Objects.requireNonNull(active.present()).set().quorum()).isEqualTo(3);
            assertThat(token.signer().keys()).contains(key);
            var third = replaceWhileActive(token, key, second);
            token.deactivate();
            for (var share : List.of(first.get(0), second.get(1))) {
                assertThatThrownBy(() -> token.offer(share))
                        .isInstanceOf(ShareRefusedException.class)
                        .hasMessageContaining("of set " + share.substring(4, 12))
                        .hasMessageContaining("shares of set " + set(third));
            }
            token.offer(third.get(1));
            assertThat(token.offer(third.get(0)).state()).isEqualTo(State.ACTIVE);
            assertThat(token.signer().keys()).contains(key);
        }
    }

    private static List<String> replaceWhileActive(
            TemporarySharedToken token, TokenKey key, List<String> present) {
        var next = token.propose(2, 2);
        present.subList(0, 3).forEach(token::offer);
        token.offer(next.get(0));
        assertThat(token.shared().status().proposed()).isNotNull();
        token.offer(next.get(1));

        assertThat(token.shared().status().proposed()).isNull();
        assertThat(
                        token.signer()
                                .sign(
                                        key.handle(),
                                        KeyPurpose.CRL,
                                        SignatureAlgorithm.ECDSA_SHA256,
                                        Octets.of(new byte[32]))
                                .length())
                .isPositive();
        return next;
    }

    @Test
    void aThrowAwayTokenIsErasedByAProposalAndSharedAnewWhileActive() {
        try (var token = TemporarySharedToken.startThrowAway("rehearsal")) {
            token.initialise(2, 2);
            token.signer().generate("a", KeyAlgorithm.P256, EnumSet.of(KeyPurpose.CRL));
            token.deactivate();
            assertThat(token.shared().status().state()).isEqualTo(State.LOCKED);
            assertThat(token.shared().status().throwAway()).isTrue();

            var second = token.initialise(2, 3);
            assertThat(token.shared().status().state()).isEqualTo(State.ACTIVE);
            assertThat(token.signer().findByLabel("a")).isEmpty();

            token.signer().generate("b", KeyAlgorithm.P256, EnumSet.of(KeyPurpose.CRL));
            var third = token.propose(2, 2);
            third.forEach(token::offer);
            second.subList(0, 2).forEach(token::offer);
            assertThat(token.shared().status().proposed()).isNull();
            assertThat(token.signer().findByLabel("b")).isPresent();
        }
    }

    @Test
    void aTokenWhoseRecordWasLostIsOpenedByItsSharesAndOneThatIsMissingIsNot() throws Exception {
        try (var token = TemporarySharedToken.start("root")) {
            var shares = token.initialise(2, 3);
            var record = Files.readString(token.shareSets());
            var objects = token.token().objects();
            Files.move(objects, folder.resolve("away"));
            Files.createDirectory(objects);
            token.process().destroyForcibly();
            Awaitility.await().until(() -> token.exitStatuses().contains(3));
            assertThat(token.log())
                    .contains("there is a blank token")
                    .contains("Put the token back");

            Files.delete(token.shareSets());
            Files.delete(objects);
            Files.move(folder.resolve("away"), objects);
            Awaitility.await()
                    .ignoreExceptions()
                    .until(() -> token.shared().status().state() == State.LOCKED);
            assertThat(token.shared().status().present()).isNull();
            assertThatThrownBy(() -> token.propose(2, 2))
                    .isInstanceOf(ShareRefusedException.class)
                    .hasMessageContaining("record was lost");
            token.offer(shares.get(0));
            assertThat(token.offer(shares.get(2)).state()).isEqualTo(State.ACTIVE);

            assertThat(Files.readString(token.shareSets()))
                    .isEqualTo(record.replaceFirst(" 2:[0-9a-f]{64}", ""));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Point.class,
            names = {"BEFORE_C_SET_PIN", "AFTER_C_SET_PIN"})
    void aSignerKilledWhileItChangesThePinLeavesOneSetThatOpensTheToken(Point point)
            throws Exception {
        try (var token = TemporarySharedToken.start("root")) {
            var old = token.initialise(2, 2);
            var next = cutShort(token, point, old);
            token.restartSigner();

            var status = token.shared().status();
            assertThat(status.state()).isEqualTo(State.LOCKED);
            assertThat(Objects.requireNonNull(status.present()).set().id()).isEqualTo(set(old));
            assertThat(Objects.requireNonNull(status.unsettled()).set().id()).isEqualTo(set(next));
            var right = point == Point.AFTER_C_SET_PIN ? next : old;
            var wrong = point == Point.AFTER_C_SET_PIN ? old : next;
            token.offer(wrong.get(0));
            assertThatThrownBy(() -> token.offer(wrong.get(1)))
                    .isInstanceOf(ShareRefusedException.class)
                    .hasMessageContaining("The shares of set " + set(wrong))
                    .hasMessageContaining("it is set " + set(right));
            assertThat(token.shared().status().unsettled()).isNull();
            token.offer(right.get(0));
            assertThat(token.offer(right.get(1)).state()).isEqualTo(State.ACTIVE);
            assertThat(Files.readString(token.shareSets()))
                    .contains("present " + set(right))
                    .doesNotContain(set(wrong));
        }
    }

    @Test
    void aSignerKilledWhileItMakesATokenLeavesNoneOrOneThatItsSharesOpen() throws Exception {
        try (var token = TemporarySharedToken.start("root")) {
            // The second begins on what the first left.
            cutShort(token, Point.AFTER_C_INIT_TOKEN, List.of());
            var shares = cutShort(token, Point.AFTER_C_INIT_PIN, List.of());
            token.restartSigner();

            assertThat(token.shared().status().state()).isEqualTo(State.LOCKED);
            shares.forEach(token::offer);
            assertThat(token.shared().status().state()).isEqualTo(State.ACTIVE);
            assertThat(officerSetsAnotherPin(token)).contains("CKR_PIN_INCORRECT");
        }
    }

    /** What becomes of it when somebody uses the officer's PIN that everybody knows. */
    private static String officerSetsAnotherPin(TemporarySharedToken token) throws Exception {
        return Command.of(
                        "pkcs11-tool",
                        "--module",
                        token.token().library().toString(),
                        "--login",
                        "--login-type",
                        "so",
                        "--so-pin",
                        "lineage-officer",
                        "--init-pin",
                        "--new-pin",
                        "stolen")
                .with("SOFTHSM2_CONF", token.token().configFile().toString())
                .run()
                .output();
    }

    /** Has another signer of the token die while it uses a new set's shares, which it returns. */
    private List<String> cutShort(TemporarySharedToken token, Point point, List<String> old)
            throws Exception {
        var socket = folder.resolve("run/cut-short.sock");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(RecordedClasses.options(System.getProperty("java.class.path")));
        command.add(CutShortSigner.class.getName());
        command.addAll(List.of(token.token().library().toString(), "root", socket.toString()));
        command.addAll(List.of(token.shareSets().toString(), point.name()));
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("cut-short.log").toFile());
        builder.environment()
                .put(SoftHsmToken.CONFIGURATION_VARIABLE, token.token().configFile().toString());
        var process = builder.start();
        try (var client = SocketSigner.of(socket, "root", PATIENCE)) {
            Awaitility.await().ignoreExceptions().until(() -> client.status() != null);
            var next = new ArrayList<String>();
            for (var share :
                    client.propose(
                            2,
                            List.of(
                                    new ShareRecipient("new-1", null),
                                    new ShareRecipient("new-2", null)))) {
                next.add(((IssuedShare.Card) share).text());
            }
            var offers = new ArrayList<>(old);
            offers.addAll(next);
            var key = client.status().oneTimePublicKey();
            for (var share : offers.subList(0, offers.size() - 1)) {
                client.offer(ShareSeal.seal(share, key));
            }
            assertThatThrownBy(() -> client.offer(ShareSeal.seal(offers.getLast(), key)))
                    .isInstanceOf(TokenUnavailableException.class)
                    .hasMessageContaining("look at the status");
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(CutShortSigner.STATUS);
            return next;
        } finally {
            process.destroyForcibly();
        }
    }

    private static String set(List<String> shares) {
        return shares.getFirst().substring(4, 12);
    }
}
