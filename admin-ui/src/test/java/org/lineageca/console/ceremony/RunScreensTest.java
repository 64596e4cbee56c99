package org.lineageca.console.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lineageca.ca.ceremony.CeremonyRole;
import org.lineageca.ca.ceremony.RunKind;
import org.lineageca.ca.ceremony.TranscriptEvent;

final class RunScreensTest {

    private static final String ADMINISTRATOR = "administrator";
    private static final String WITNESS = "witness";
    private static final String CUSTODIAN = "custodian-1";

    @Test
    void whoHasNotSaidTheyAreHereSeesThatTheyTakePartAndWhoElseIsMissing() {
        var run = new HeldRun(RunKind.REAL).join(ADMINISTRATOR, CeremonyRole.ADMINISTRATOR);

        var screen = run.seenBy(WITNESS, HeldRun.blank());

        assertThat(screen.viewer().role()).isEqualTo(CeremonyRole.WITNESS);
        assertThat(screen.viewer().isHere()).isFalse();
        assertThat(screen.pending())
                .isEqualTo(
                        new Pending.Arrivals(
                                "Waiting for witness and 2 more custodians to say they are here."));
        assertThat(screen.seats())
                .extracting(RunScreen.Seat::person, seat -> seat.since() != null)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(ADMINISTRATOR, true),
                        org.assertj.core.groups.Tuple.tuple(WITNESS, false),
                        org.assertj.core.groups.Tuple.tuple("custodian-1", false),
                        org.assertj.core.groups.Tuple.tuple("custodian-2", false),
                        org.assertj.core.groups.Tuple.tuple("custodian-3", false));
    }

    @Test
    void aStrangerTakesNoPart() {
        var viewer = new HeldRun(RunKind.REAL).seenBy("stranger", HeldRun.blank()).viewer();

        assertThat(viewer.role()).isNull();
        assertThat(viewer.mayAbort()).isFalse();
    }

    @Test
    void thePinIsSplitByTheAdministratorAndEachCustodianShowsThatTheShareCanBeRead() {
        var run = new HeldRun(RunKind.REAL).gathered();
        assertThat(run.seenBy(ADMINISTRATOR, HeldRun.blank()).pending())
                .isInstanceOfSatisfying(
                        Pending.Press.class, press -> assertThat(press.isSplit()).isTrue());
        assertThat(run.seenBy(CUSTODIAN, HeldRun.blank()).desk()).isNull();

        run.split().handIn(1);
        var screen = run.seenBy(CUSTODIAN, HeldRun.proposed(1));

        assertThat(screen.pending().sentence())
                .isEqualTo(
                        "custodian-2 and custodian-3 take their shares and hand them in, to show that it can be read.");
        assertThat(screen.token().counts())
                .containsExactly("New shares shown to be readable: 1 of 3");
        assertThat(screen.desk())
                .isNotNull()
                .satisfies(desk -> {
                    assertThat(desk.index()).isEqualTo(1);
                    assertThat(desk.isShown()).isTrue();
                    assertThat(desk.isTaken()).isFalse();
                });
        assertThat(run.seenBy(WITNESS, HeldRun.proposed(1)).desk()).isNull();
    }

    @Test
    void sharesThatASignerHasForgottenAreSplitAnew() {
        var run = new HeldRun(RunKind.REAL).gathered().split().handIn(1);

        assertThat(run.seenBy(ADMINISTRATOR, HeldRun.blank()).pending())
                .isInstanceOfSatisfying(
                        Pending.Press.class,
                        press ->
                                assertThat(press.button())
                                        .isEqualTo("Draw another PIN and split it"));
        assertThat(run.seenBy(CUSTODIAN, HeldRun.blank()).desk()).isNull();
    }

    @Test
    void aTokenThatIsActiveButNotOnRecordIsPutOnRecordByACustodian() {
        var run = new HeldRun(RunKind.REAL).gathered().split().handIn(1).handIn(2);

        assertThat(run.seenBy(CUSTODIAN, HeldRun.active()).desk())
                .isNotNull()
                .extracting(RunScreen.ShareDesk::isActive)
                .isEqualTo(true);
    }

    @Test
    void aDigestWaitsForTheInitialsOfBothAndThenForTheAdministrator() throws Exception {
        var run = new HeldRun(RunKind.REAL).generated();
        var both = run.seenBy(WITNESS, HeldRun.active());
        assertThat(both.pending())
                .isInstanceOfSatisfying(
                        Pending.Initials.class,
                        initials ->
                                assertThat(initials.missing())
                                        .containsExactly(
                                                CeremonyRole.ADMINISTRATOR, CeremonyRole.WITNESS));
        assertThat(both.readBack())
                .isNotNull()
                .satisfies(shown -> {
                    assertThat(shown.sha256()).isEqualTo(run.state().digest().orElseThrow());
                    assertThat(shown.initials())
                            .extracting(RunScreen.Initial::given)
                            .containsOnlyNulls();
                });

        run.readBack(ADMINISTRATOR);
        assertThat(run.seenBy(WITNESS, HeldRun.active()).pending().sentence())
                .isEqualTo("witness compares the digest, read aloud, and puts initials to it.");

        run.readBack(WITNESS);
        assertThat(run.seenBy(ADMINISTRATOR, HeldRun.active()).pending())
                .isInstanceOfSatisfying(
                        Pending.Press.class,
                        press -> assertThat(press.button()).isEqualTo("Go on to the next step"));
    }

    @Test
    void aTokenThatWasLockedMeanwhileWaitsForSharesAndASignerThatIsGoneForItself() {
        var run = new HeldRun(RunKind.REAL).initialised();

        var locked = run.seenBy(CUSTODIAN, HeldRun.locked(3));
        assertThat(locked.pending().sentence())
                .isEqualTo(
                        "The token is locked. Custodians hand in their shares: 1 of 2 are there.");
        assertThat(locked.desk())
                .isNotNull()
                .satisfies(desk -> {
                    assertThat(desk.index()).isNull();
                    assertThat(desk.isActive()).isFalse();
                });

        assertThat(run.seenBy(CUSTODIAN, null).pending()).isInstanceOf(Pending.Signer.class);
        assertThat(run.seenBy(CUSTODIAN, null).token().state())
                .isEqualTo(RunScreen.TokenState.SILENT);
    }

    @Test
    void aDeviationIsTheWitnesssAndAStepPassedOverStaysMarked() {
        var run = new HeldRun(RunKind.REAL).initialised();
        assertThat(run.seenBy(ADMINISTRATOR, HeldRun.active()).viewer().mayDeviate()).isTrue();
        assertThat(run.seenBy(WITNESS, HeldRun.active()).viewer().mayDeviate()).isFalse();

        run.say(ADMINISTRATOR, new TranscriptEvent.DeviationAsked(3, "The root comes later."));
        assertThat(run.seenBy(ADMINISTRATOR, HeldRun.active()).deviation())
                .isEqualTo(new RunScreen.Deviation(3, "The root comes later.", false));
        assertThat(run.seenBy(WITNESS, HeldRun.active()).deviation())
                .isEqualTo(new RunScreen.Deviation(3, "The root comes later.", true));

        run.say(WITNESS, new TranscriptEvent.DeviationWitnessed(3, "W"));
        assertThat(run.seenBy(WITNESS, HeldRun.active()).rail().subList(0, 5))
                .extracting(RunScreen.Stop::standing)
                .isEqualTo(
                        List.of(
                                RunScreen.Standing.DONE,
                                RunScreen.Standing.DONE,
                                RunScreen.Standing.PASSED_OVER,
                                RunScreen.Standing.NOW,
                                RunScreen.Standing.TO_COME));
    }

    @Test
    void anAbortedRunShowsHowFarItCameAndOffersNothing() {
        var run =
                new HeldRun(RunKind.REAL)
                        .initialised()
                        .say(WITNESS, new TranscriptEvent.Aborted("The wrong token."));

        var screen = run.seenBy(ADMINISTRATOR, null);

        assertThat(screen.present()).isNull();
        assertThat(screen.pending()).isInstanceOf(Pending.Nothing.class);
        assertThat(screen.viewer().mayAbort()).isFalse();
        assertThat(screen.rail())
                .extracting(RunScreen.Stop::standing)
                .doesNotContain(RunScreen.Standing.NOW);
    }

    @Test
    void whatHasNotChangedIsEqualSoThatNothingIsRepainted() throws Exception {
        var run = new HeldRun(RunKind.REHEARSAL).generated();
        var before = run.seenBy(WITNESS, HeldRun.active());

        var same = run.seenBy(WITNESS, HeldRun.active());
        assertThat(same).isEqualTo(before);

        var after = run.readBack(ADMINISTRATOR).seenBy(WITNESS, HeldRun.active());
        assertThat(after.present()).isEqualTo(before.present());
        assertThat(after.rail()).isEqualTo(before.rail());
        assertThat(after.seats()).isEqualTo(before.seats());
        assertThat(after.viewer()).isEqualTo(before.viewer());
        assertThat(after).isNotEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void aRehearsalSaysThatItIsOne(RunKind kind) {
        assertThat(new HeldRun(kind).seenBy(WITNESS, null).title().isRehearsal())
                .isEqualTo(kind == RunKind.REHEARSAL);
    }

    @Test
    void theTranscriptIsReadInSentencesTheNewestFirst() throws Exception {
        var run = new HeldRun(RunKind.REAL).generated().readBack(ADMINISTRATOR);

        var lines = run.seenBy(WITNESS, HeldRun.active()).transcript();

        assertThat(lines.getFirst().sentence())
                .isEqualTo("Step 3: administrator read the digest back. Initials: XY.");
        assertThat(lines.getLast().sentence())
                .isEqualTo("administrator began the ceremony with version 0.1.0 of the software.");
        assertThat(lines)
                .extracting(RunScreen.Line::sentence)
                .contains(
                        "witness is here, as Internal Witness.",
                        "Step 1: done: 5 present.",
                        "Step 2: custodian-2 handed in share 2 of set 9f2c1ab0.");
    }
}
