package org.lineageca.publisher.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lineageca.publisher.distribute.FileTree.StoredFile;
import org.lineageca.publisher.guard.Issuer;
import org.lineageca.publisher.guard.Octets;
import org.lineageca.publisher.publish.PublishedCrl;
import org.lineageca.publisher.publish.Restore;
import org.lineageca.publisher.publish.Shelf;
import org.lineageca.publisher.testpki.CrlDraft;
import org.lineageca.publisher.testpki.TestAuthority;

/** What is seen from outside is told apart by what an operator must do about it. */
class ComparisonTest {

    private static final Instant PUBLISHED = Instant.parse("2026-11-21T08:00:00Z");
    private static final Instant SOON = PUBLISHED.plusSeconds(30);
    private static final Instant LATER = PUBLISHED.plus(Duration.ofHours(1));
    private static final TestAuthority CA = TestAuthority.create("Observed CA");
    private static final PublishedCrl FIVE = published(crl(CA, 5));

    @Test
    void whatWasPublishedIsAsPublishedAlsoWhenItIsNotSentAgain() {
        assertThat(outcome(new Outside.Answer(200, true, null, null, null), SOON))
                .isEqualTo(Outcome.AS_PUBLISHED);
        assertThat(outcome(new Outside.Answer(304, true, null, null, null), LATER))
                .isEqualTo(Outcome.AS_PUBLISHED);
    }

    @Test
    void anOldCopyIsNoAlarmAtFirstAndThenSaysHowLongACacheHadIt() {
        var old = new Outside.Answer(200, false, crl(CA, 4), null, Duration.ofSeconds(3599));

        assertThat(outcome(old, SOON)).isEqualTo(Outcome.CATCHING_UP);
        assertThat(outcome(old, LATER)).isEqualTo(Outcome.BEHIND);
        assertThat(judge(old, LATER).sentence())
                .contains("number 4, 5 was published", "cache in front had it for 3599 s");
    }

    @Test
    void whatAnotherKeySignedIsForeignHoweverItIsNumbered() {
        for (var number : List.of(4, 5, 6)) {
            var foreign = crl(CA.nextGeneration(), number);
            assertThat(outcome(whole(foreign), SOON)).isEqualTo(Outcome.FOREIGN);
        }
        assertThat(outcome(whole(Octets.of(new byte[] {1, 2, 3})), SOON))
                .isEqualTo(Outcome.FOREIGN);
        assertThat(outcome(whole(null), SOON)).isEqualTo(Outcome.FOREIGN);
    }

    @Test
    void twoCrlsWithOneNumberAreNotTheSame() {
        var twin = new CrlDraft(CA, 5, PUBLISHED, List.of()).sign().der();

        assertThat(outcome(whole(twin), SOON)).isEqualTo(Outcome.FOREIGN);
        assertThat(judge(whole(twin), SOON).sentence()).contains("The right key signed it");
    }

    @Test
    void aNumberTheDatabaseDoesNotKnowIsAnAlarmAndOneThatAnotherPublisherHasIsNot() {
        assertThat(outcome(whole(crl(CA, 6)), SOON)).isEqualTo(Outcome.CATCHING_UP);
        assertThat(outcome(whole(crl(CA, 9)), SOON)).isEqualTo(Outcome.AHEAD);
    }

    @Test
    void aServerWithoutItIsMissingIt() {
        assertThat(outcome(new Outside.Answer(404, false, null, null, null), SOON))
                .isEqualTo(Outcome.MISSING);
    }

    private static Outside.Answer whole(@Nullable Octets content) {
        return new Outside.Answer(200, false, content, null, null);
    }

    private static Outcome outcome(Outside.Answer answer, Instant now) {
        return judge(answer, now).outcome();
    }

    /** The newest in the database is number 6. */
    private static Comparison.Result judge(Outside.Answer answer, Instant now) {
        var issuer = new Issuer(CA.subject(), CA.publicKey(), null, false);
        return new Comparison(FIVE, 6, issuer).judge(answer, now);
    }

    private static Octets crl(TestAuthority authority, int number) {
        return new CrlDraft(authority, number, PUBLISHED, List.of(7L)).sign().der();
    }

    private static PublishedCrl published(Octets der) {
        var shelf = new Shelf();
        var file = new StoredFile(CA.label() + "/complete.crl", der, PUBLISHED);
        Restore.onto(shelf, List.of(file));
        return shelf.crls().getFirst();
    }
}
