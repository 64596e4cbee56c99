package org.lineageca.console.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.groups.Tuple.tuple;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.console.publisher.PublisherCard.RefusalRow;
import org.lineageca.console.publisher.PublisherCard.ScopeRow;
import org.lineageca.console.publisher.PublisherCard.TargetRow;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.watch.KeyFigure;
import org.lineageca.console.watch.ProgramState;
import org.lineageca.console.watch.Sight;
import org.lineageca.octets.Octets;

/** What a publisher says of itself, as its card shows it. */
class PublisherCardMakingTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final GenerationId OURS =
            new GenerationId(Octets.of("ours".getBytes(StandardCharsets.UTF_8)).sha256());
    private static final ConfiguredPublisher PUBLISHER =
            new ConfiguredPublisher("crl-publisher", URI.create("http://127.0.0.1:1"), null);

    private static final String STATUS =
            """
            {"state":"down","startedAt":"2026-02-27T12:00:00Z","databaseReadAt":"2026-03-01T11:59:59Z","takesOrders":true,
             "problems":["CRL number 8 was refused."],"warnings":[],
             "scopes":[
               {"generation":"%1$s","scope":"complete","number":7,"newestInDatabase":8,"entries":1200,"bytes":44000,
                "thisUpdate":"2026-03-01T06:00:00Z","nextUpdate":"2026-03-08T06:00:00Z","final":false,
                "observed":{"outcome":"as_published","at":"2026-03-01T11:59:00Z","sentence":"As published."}},
               {"generation":"%1$s","scope":"shard-0","number":7,"newestInDatabase":7,"entries":0,"bytes":400,
                "thisUpdate":"2026-02-20T06:00:00Z","nextUpdate":"2026-02-27T06:00:00Z","final":false,
                "observed":{"outcome":"not_reached","at":"2026-03-01T11:59:00Z","sentence":"Connection refused."}},
               {"generation":"00000000000000bb","scope":"complete","number":9,"newestInDatabase":9,"entries":1,"bytes":440,
                "thisUpdate":"2026-01-01T06:00:00Z","nextUpdate":"9999-12-31T23:59:59Z","final":true,"observed":null}],
             "targets":[
               {"name":"published","kind":"folder","missing":0,"lagSeconds":0,"stored":3,"failed":0,"nextAttempt":null,"problems":[]},
               {"name":"cdn","kind":"s3","missing":2,"lagSeconds":600,"stored":1,"failed":5,
                "nextAttempt":"2026-03-01T12:00:40Z","problems":["cdn does not have it: 503"]}],
             "refusals":[{"place":"%1$s/complete","what":"CRL number 8","reason":"ENTRY_MISSING","why":"Serial 03eb is missing.",
               "examinedAt":"2026-03-01T11:59:59Z"}],
             "new":{"of":"later"}}
            """
                    .formatted(OURS.label());

    @Test
    void eachCrlIsJudgedByWhatIsServedAndWhatIsSeen() {
        assertThat(card(true).scopes())
                .extracting(
                        ScopeRow::authority,
                        row -> row.freshness().word(),
                        row -> row.seen().tone())
                .containsExactly(
                        tuple("TLS CA", "behind", Badge.Tone.GOOD),
                        tuple("TLS CA", "expired", Badge.Tone.BAD),
                        tuple("of another installation", "the last", Badge.Tone.QUIET));
        assertThat(card(true).scopes().getFirst().freshness().more())
                .isEqualTo("Number 8 is signed.");
        assertThat(card(true).scopes().getLast().until()).isEqualTo("for ever");
    }

    @Test
    void onlyOursThatAreNotFinalCanBeOrderedBackAndOnlyByWhoMay() {
        assertThat(card(true).scopes())
                .extracting(row -> row.crl() != null)
                .containsExactly(true, true, false);
        assertThat(card(false).scopes()).allMatch(row -> row.crl() == null);
    }

    @Test
    void whatTheGuardRefusesStandsThereWithItsReason() {
        assertThat(card(true).refusals())
                .containsExactly(
                        new RefusalRow(
                                "TLS CA",
                                "CRL number 8",
                                "ENTRY_MISSING",
                                "Serial 03eb is missing.",
                                "11:59:59 UTC"));
        assertThat(card(true).head().tone()).isEqualTo(Badge.Tone.BAD);
        assertThat(card(true).head().problems()).containsExactly("CRL number 8 was refused.");
    }

    @Test
    void aTargetThatFailsSaysWhatIsMissingSinceWhenAndWhenItIsTriedAgain() {
        assertThat(card(true).targets())
                .extracting(
                        TargetRow::name,
                        row -> row.state().word(),
                        TargetRow::lag,
                        TargetRow::nextAttempt)
                .containsExactly(
                        tuple("published", "has everything", "none", ""),
                        tuple("cdn", "failing", "10 min", "12:00:40 UTC"));
        assertThat(card(true).head().figures())
                .extracting(KeyFigure::value)
                .containsExactly("3", "1", "2", "1 of 2", "now");
    }

    @Test
    void oneThatIsNotReachedSaysSinceWhenAndWhatToDo() {
        var card =
                new PublisherCardMaking(PUBLISHER, Map.of(), true, NOW)
                        .card(new Sight.Unreachable<>(NOW.minusSeconds(600), "Connection refused"));
        assertThat(card.isSeen()).isFalse();
        assertThat(card.head().duration()).isEqualTo("for 10 min");
        assertThat(card.head().problems())
                .anySatisfy(problem -> assertThat(problem).contains("Connection refused"))
                .anySatisfy(problem -> assertThat(problem).contains("lineage logs crl-publisher"));
    }

    @Test
    void inOneLineItIsBehindAsFarAsItsTargets() {
        var well =
                STATUS.replace("\"down\"", "\"up\"").replace("\"CRL number 8 was refused.\"", "");
        var making = new PublisherCardMaking(PUBLISHER, Map.of(), false, NOW);
        assertThat(making.state(new Sight.Seen<>(NOW, PublisherStatusReader.read(well))))
                .isEqualTo(
                        new ProgramState(
                                "crl-publisher", "behind", Badge.Tone.WARNING, "10 min", null));
        assertThat(making.state(new Sight.Seen<>(NOW, PublisherStatusReader.read(STATUS))))
                .isEqualTo(
                        new ProgramState(
                                "crl-publisher",
                                "failing",
                                Badge.Tone.BAD,
                                "10 min",
                                "CRL number 8 was refused."));
    }

    @Test
    void whatIsNoStatusIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> PublisherStatusReader.read("[]"));
        assertThatIllegalArgumentException().isThrownBy(() -> PublisherStatusReader.read("{"));
    }

    private static PublisherCard card(boolean mayRollBack) {
        return new PublisherCardMaking(
                        PUBLISHER,
                        Map.of(OURS.label(), new PublisherCardMaking.Named(OURS, "TLS CA")),
                        mayRollBack,
                        NOW)
                .card(new Sight.Seen<>(NOW, PublisherStatusReader.read(STATUS)));
    }
}
