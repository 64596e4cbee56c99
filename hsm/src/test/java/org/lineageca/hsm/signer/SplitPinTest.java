package org.lineageca.hsm.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.hsm.client.ShareRefusedException;
import org.lineageca.hsm.client.ShareSet;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.hsm.share.KnownSet;
import org.lineageca.hsm.share.PinSecret;
import org.lineageca.hsm.share.PinSplit;
import org.lineageca.hsm.signer.FakeClosedToken.Opened;
import org.lineageca.hsm.signer.FakeClosedToken.PowerLoss;

class SplitPinTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir private Path folder = Path.of("");

    private final FakeClosedToken token = new FakeClosedToken();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void powerLostWhileATokenIsMadeLeavesItBlankOrOpenedByItsSet(int moment) throws Exception {
        var shares = issued("aaaaaaaa");
        token.losePowerAt(moment);
        assertThatThrownBy(() -> start().make(shares)).isInstanceOf(PowerLoss.class);
        token.losePowerAt(Integer.MAX_VALUE);

        var again = start();
        var record = again.recover();

        if (token.isBlank()) {
            assertThat(record.present()).isNull();
            assertThatThrownBy(() -> again.make(issued("bbbbbbbb"))).isInstanceOf(Opened.class);
        } else {
            assertThat(presentId(record)).isEqualTo("aaaaaaaa");
            assertThat(again.isAccepted(shares)).isTrue();
            assertThatThrownBy(() -> again.open(shares)).isInstanceOf(Opened.class);
        }
        assertThat(record.next()).isNull();
        assertThat(token.isOpenToEveryOfficer()).isFalse();
        assertThat(start().recover().present()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void powerLostWhileThePinIsChangedLeavesOneOfTwoNamedSetsThatOpensIt(int moment)
            throws Exception {
        var before = issued("aaaaaaaa");
        var after = issued("bbbbbbbb");
        assertThatThrownBy(() -> start().make(before)).isInstanceOf(Opened.class);
        token.losePowerAt(moment);
        assertThatThrownBy(() -> start().change(before, after, true)).isInstanceOf(PowerLoss.class);
        token.losePowerAt(Integer.MAX_VALUE);

        var again = start();
        var record = again.recover();

        assertThat(presentId(record)).isEqualTo("aaaaaaaa");
        assertThat(Objects.requireNonNull(record.next()).set().id()).isEqualTo("bbbbbbbb");
        assertThat(again.isAccepted(before)).isEqualTo(moment == 0);
        assertThat(again.isAccepted(after)).isEqualTo(moment == 1);
        var right = moment == 0 ? before : after;
        assertThatThrownBy(() -> again.open(right)).isInstanceOf(Opened.class);
        assertThat(start().recover().next()).isNull();
        assertThat(presentId(start().recover())).isEqualTo(right.known().set().id());
    }

    @Test
    void aChangeIsRecordedBeforeAndAfter() throws Exception {
        var before = issued("aaaaaaaa");
        var after = issued("bbbbbbbb");
        assertThatThrownBy(() -> start().make(before)).isInstanceOf(Opened.class);

        assertThatThrownBy(() -> start().change(before, after, true)).isInstanceOf(Opened.class);

        assertThat(presentId(start().recover())).isEqualTo("bbbbbbbb");
        assertThat(start().recover().next()).isNull();
        assertThat(start().isAccepted(before)).isFalse();
        assertThat(start().isAccepted(after)).isTrue();
    }

    @Test
    void withoutARecordNothingIsDone() throws Exception {
        Files.createDirectories(folder.resolve("share-sets.making/in-the-way"));

        assertThatThrownBy(() -> start().make(issued("aaaaaaaa")))
                .isInstanceOf(ShareRefusedException.class)
                .hasMessageContaining("Nothing on the token was changed");

        assertThat(token.isBlank()).isTrue();
        assertThat(token.erasures()).isZero();
    }

    @Test
    void aTokenOfAnotherOfficerIsLeftAlone() throws Exception {
        token.haveOfficer("somebody's");

        assertThatThrownBy(() -> start().make(issued("aaaaaaaa")))
                .isInstanceOf(ShareRefusedException.class)
                .hasMessageContaining("initialised by somebody else");
        assertThatThrownBy(() -> throwAway().erase())
                .isInstanceOf(ShareRefusedException.class)
                .hasMessageContaining("no throw-away token")
                .hasMessageContaining("Nothing was erased");
        assertThat(token.erasures()).isZero();
    }

    @Test
    void aThrowAwayTokenCanBeErasedByEveryOfficerAndARealOneCannot() throws Exception {
        assertThatThrownBy(() -> throwAway().make(issued("aaaaaaaa"))).isInstanceOf(Opened.class);
        assertThat(token.isOpenToEveryOfficer()).isTrue();

        throwAway().erase();

        assertThat(token.isBlank()).isTrue();
        assertThat(throwAway().recover().present()).isNull();
    }

    @Test
    void theRecordOfAnotherKindIsRefused() throws Exception {
        assertThatThrownBy(() -> throwAway().make(issued("aaaaaaaa"))).isInstanceOf(Opened.class);

        assertThatThrownBy(() -> start().recover())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the throw-away token 'root'");
    }

    @Test
    void aBlankTokenWhereOneIsRecordedIsRefused() throws Exception {
        assertThatThrownBy(() -> start().make(issued("aaaaaaaa"))).isInstanceOf(Opened.class);
        var other = new FakeClosedToken();

        assertThatThrownBy(() -> splitPin(other, false).recover())
                .isInstanceOf(TokenUnavailableException.class)
                .hasMessageContaining("share set aaaaaaaa (2 of 3) opens it")
                .hasMessageContaining("Put the token back");
    }

    @Test
    void aDamagedRecordIsRefusedAndALostOneIsNot() throws Exception {
        assertThatThrownBy(() -> start().make(issued("aaaaaaaa"))).isInstanceOf(Opened.class);
        var file = folder.resolve("share-sets");
        Files.writeString(file, Files.readString(file).replace("aaaaaaaa 2 3", "aaaaaaaa 1 3"));

        assertThatThrownBy(() -> start().recover())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("take it away");
        Files.delete(file);
        assertThat(start().recover().present()).isNull();
    }

    private SplitPin start() throws IOException {
        return splitPin(token, false);
    }

    private SplitPin throwAway() throws IOException {
        return splitPin(token, true);
    }

    private SplitPin splitPin(FakeClosedToken closed, boolean throwAway) {
        return new SplitPin(
                closed, new ShareSetFile(folder.resolve("share-sets")), throwAway, RANDOM);
    }

    private static String presentId(ShareRecord record) {
        return Objects.requireNonNull(record.present()).set().id();
    }

    /** A set all of whose shares were handed in. */
    private static ShareCollection issued(String id) {
        var set = new ShareSet(id, 2, 3);
        try (var secret = PinSecret.draw(RANDOM)) {
            var shares = List.copyOf(PinSplit.split(secret, set, RANDOM));
            var collection = new ShareCollection(KnownSet.of(set, shares));
            shares.forEach(collection::add);
            return collection;
        }
    }
}
