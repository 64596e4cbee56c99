package org.lineageca.publisher.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.publisher.distribute.KeptFiles;
import org.lineageca.publisher.guard.Octets;
import org.lineageca.publisher.guard.RefusalReason;
import org.lineageca.publisher.testpki.CrlDraft;
import org.lineageca.publisher.testpki.TestAuthority;
import org.lineageca.publisher.testpki.TestPublisher;
import org.lineageca.publisher.testpki.TestSource;

class RollBackTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    @TempDir private Path folder;

    private final TestAuthority ca = TestAuthority.create("Rolled CA");
    private final TestSource source = new TestSource(NOW.minus(Duration.ofDays(1)));
    private Instant now = NOW;

    @Test
    void theEarlierCrlIsPublishedAgainAndTheWithdrawnOneNeverComesBack() throws IOException {
        var first = publish(draft(1, 1L, 2L), draft(2, 1L, 2L));
        assertThat(rollBack()).isInstanceOf(RollBack.Outcome.RolledBack.class);
        try (var publisher = new TestPublisher(source, folder, now)) {
            publisher.round();
            assertThat(publisher.file(ca, "complete.crl")).isEqualTo(first);
            assertThat(publisher.refusals.sentences())
                    .singleElement()
                    .asString()
                    .contains("ROLLED_BACK");
        }
        assertRefused(RefusalReason.NOTHING_PUBLISHED, "No earlier CRL is kept than number 1");
        publish(draft(3, 1L, 2L, 3L));
    }

    @Test
    void whateverTheClockSaysEachCrlIsModifiedLaterThanTheOneItReplaces() throws IOException {
        publish(draft(1, 1L));
        now = NOW.minusSeconds(30);
        publish(draft(2, 1L));
        assertModified(NOW.plusSeconds(1));
        assertThat(rollBack()).isInstanceOf(RollBack.Outcome.RolledBack.class);
        assertModified(NOW.plusSeconds(2));
        now = NOW.plusSeconds(60);
        publish(draft(3, 1L));
        assertModified(NOW.plusSeconds(60));
    }

    private void assertModified(Instant modified) {
        try (var publisher = new TestPublisher(source, folder, now)) {
            assertThat(publisher.shelf.file(ca.label() + "/complete.crl"))
                    .hasValueSatisfying(file -> assertThat(file.modified()).isEqualTo(modified));
        }
    }

    @Test
    void itIsRefusedWhereItWouldTakeBackARevocation() throws IOException {
        publish(draft(1, 1L, 2L), draft(2, 1L, 2L, 3L));
        assertRefused(RefusalReason.ENTRY_MISSING, "serial 03");
        source.expired.add(Octets.ofHex("03"));
        assertThat(rollBack()).isInstanceOf(RollBack.Outcome.RolledBack.class);
    }

    @Test
    void itIsRefusedWhereTheEarlierOneHasExpired() throws IOException {
        publish(draft(1, 1L), draft(2, 1L));
        now = NOW.plus(Duration.ofDays(8));
        assertRefused(RefusalReason.EXPIRED, "passed its nextUpdate");
    }

    @Test
    void itIsRefusedWhereThereIsNoEarlierOneOrTheLastIsFinal() throws IOException {
        publish(draft(1, 1L));
        assertRefused(RefusalReason.NOTHING_PUBLISHED, "no earlier CRL is kept");
        publish(draft(2, 1L).thatIsFinal());
        assertRefused(RefusalReason.AFTER_FINAL, "final");
    }

    @Test
    void itIsRefusedWhereADeltaAddsToWhatWouldBeGone() throws IOException {
        publish(draft(1, 1L), draft(2, 1L));
        var uri = TestSource.uri(ca, "complete");
        publish(draft(3, 5L).of("complete-delta", uri).addingTo(2));
        assertRefused(RefusalReason.DELTA_BASE, "adds to CRL number 2");
    }

    @Test
    void itIsRefusedWhereSomebodyHasChangedTheEarlierOne() throws IOException {
        publish(draft(1, 1L), draft(2, 1L));
        var kept = folder.resolve(ca.label() + "/.previous/complete.crl");
        var der = Files.readAllBytes(kept);
        der[der.length - 1] ^= 1;
        Files.write(kept, der);
        assertRefused(RefusalReason.SIGNATURE, "does not verify");
    }

    @Test
    void anOrderInVainMakesNoFileBelievedThatSomebodyHasChanged() throws IOException {
        publish(draft(1, 1L), draft(2, 1L));
        var file = folder.resolve(ca.label() + "/complete.crl");
        var der = Files.readAllBytes(file);
        var changed = der.clone();
        changed[changed.length - 1] ^= 1;
        Files.write(file, changed);
        try (var publisher = new TestPublisher(source, folder, now)) {
            source.away = true;
            assertThatThrownBy(() -> publisher.rollBack(ca, "complete", 2))
                    .isInstanceOf(SourceUnavailableException.class);
            source.away = false;
            publisher.round();
            assertThat(publisher.file(ca, "complete.crl")).isEqualTo(der);
        }
    }

    private void assertRefused(RefusalReason reason, String words) throws IOException {
        assertThat(rollBack())
                .isInstanceOfSatisfying(
                        RollBack.Outcome.Refused.class,
                        refused -> {
                            assertThat(refused.reason()).isEqualTo(reason);
                            assertThat(refused.why()).contains(words);
                        });
    }

    private RollBack.Outcome rollBack() throws IOException {
        try (var publisher = new TestPublisher(source, folder, now)) {
            return new RollBack(source, publisher.shelf, new KeptFiles(publisher.tree()), () -> now)
                    .of(ca.label(), "complete");
        }
    }

    /** One after the other; returns the first. */
    private byte[] publish(CrlDraft... drafts) {
        try (var publisher = new TestPublisher(source, folder, now)) {
            var crls = Arrays.stream(drafts).map(CrlDraft::sign).toList();
            for (var crl : crls) {
                source.offer(ca, crl);
                publisher.round();
                assertThat(publisher.refusals.sentences()).isEmpty();
            }
            return crls.getFirst().der().toArray();
        }
    }

    private CrlDraft draft(long number, Long... serials) {
        return new CrlDraft(ca, number, NOW.minusSeconds(100 - number), Arrays.asList(serials));
    }
}
