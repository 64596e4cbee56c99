package org.lineageca.ca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.AnsweredRequests.Answer;
import org.lineageca.ca.store.JooqAnsweredRequests;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.octets.Octets;

class AnswerOnceTest {

    private static final Actor CLIENT = new Actor.Principal("client", TrustedRole.Machine);
    private static final Octets REQUEST = Octets.of(new byte[] {1}).sha256();
    private static final Octets ANOTHER = Octets.of(new byte[] {2}).sha256();
    private static final Answer DONE = new Answer(201, "/certificates/01", "\"done\"");

    private final TestPki pki = new TestPki();
    private final AnsweredRequests requests = new JooqAnsweredRequests(pki.database());
    private final AnswerOnce once = new AnswerOnce(requests, pki.clock);
    private final List<String> work = new ArrayList<>();

    @Test
    void workIsDoneOnceWithinADayAndAgainAfterIt() {
        assertThat(answer("day")).isEqualTo(DONE);
        pki.advance(Duration.ofHours(24));
        assertThat(answer("day")).isEqualTo(DONE);
        assertThat(work).hasSize(1);

        pki.advance(Duration.ofSeconds(1));
        assertThat(answer("day")).isEqualTo(DONE);
        assertThat(work).hasSize(2);
    }

    @Test
    void whatFailedMayBeTriedAgainUnderItsKey() {
        assertThatThrownBy(() ->
                        once.answer(
                                CLIENT,
                                "failed",
                                REQUEST,
                                () -> {
                                    throw new TokenUnavailableException("issuing", "gone", null);
                                }))
                .isInstanceOf(TokenUnavailableException.class);

        assertThat(answer("failed")).isEqualTo(DONE);
        assertThat(work).hasSize(1);
    }

    @Test
    void aRequestThatIsBeingAnsweredIsNotDoneTwice() {
        var answer =
                once.answer(
                        CLIENT,
                        "under-way",
                        REQUEST,
                        () -> {
                            refuses(Refusal.REQUEST_UNDER_WAY, "under-way", REQUEST);
                            refuses(Refusal.IDEMPOTENCY_KEY_REUSED, "under-way", ANOTHER);
                            return DONE;
                        });

        assertThat(answer).isEqualTo(DONE);
        assertThat(answer("under-way")).isEqualTo(DONE);
        assertThat(work).isEmpty();
    }

    @Test
    void whatANodeLeftUnansweredIsOpenAgainAfterAMinute() {
        var name = new AnsweredRequests.Name(CLIENT.name(), "left");
        var claimedAt = pki.clock.instant();
        var before = claimedAt.minus(Duration.ofHours(24));
        requests.claim(name, REQUEST, claimedAt, before, before);
        pki.advance(Duration.ofMinutes(1));
        refuses(Refusal.REQUEST_UNDER_WAY, "left", REQUEST);
        pki.advance(Duration.ofSeconds(1));

        var answer =
                once.answer(
                        CLIENT,
                        "left",
                        REQUEST,
                        () -> {
                            // The node was slow, not dead: its answer comes too late to count.
                            requests.answered(name, claimedAt, new Answer(200, null, "\"late\""));
                            requests.released(name, claimedAt);
                            refuses(Refusal.REQUEST_UNDER_WAY, "left", REQUEST);
                            return DONE;
                        });

        assertThat(answer).isEqualTo(DONE);
        assertThat(answer("left")).isEqualTo(DONE);
        assertThat(work).isEmpty();
    }

    @Test
    void keysAreForgottenAsOthersCome() {
        for (var i = 0; i < 20; i++) {
            answer("old-" + i);
        }
        pki.advance(Duration.ofHours(25));
        for (var i = 0; i < 5; i++) {
            answer("new-" + i);
        }

        assertThat(pki.asOwner().fetch("SELECT key FROM idempotent_request WHERE key LIKE 'old-%'"))
                .isEmpty();
    }

    private Answer answer(String key) {
        return once.answer(
                CLIENT,
                key,
                REQUEST,
                () -> {
                    work.add(key);
                    return DONE;
                });
    }

    private void refuses(Refusal refusal, String key, Octets request) {
        assertThatThrownBy(() ->
                        once.answer(
                                CLIENT,
                                key,
                                request,
                                () -> {
                                    work.add(key);
                                    return DONE;
                                }))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }
}
