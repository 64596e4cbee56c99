package org.lineageca.ca.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.rehearsal.Answer.Judgement;

final class VerdictTest {

    private record Question(Side issuedBy, boolean revoked, Side first) {}

    private static Verdict verdict(Function<Question, Judgement> verifier) {
        var trials = new ArrayList<Trial>();
        for (var first : Side.values()) {
            for (var side : Side.values()) {
                for (var revoked : List.of(false, true)) {
                    var judgement = verifier.apply(new Question(side, revoked, first));
                    trials.add(new Trial(side, revoked, first, new Answer(judgement, "", "")));
                }
            }
        }
        return Verdict.of(trials);
    }

    private static Judgement right(Question question) {
        return question.revoked() ? Judgement.REVOKED : Judgement.ACCEPTED;
    }

    @Test
    void okIsToAcceptWhatIsGoodAndToRejectWhatIsRevokedAsRevoked() {
        assertThat(verdict(VerdictTest::right)).isEqualTo(Verdict.OK);
    }

    @Test
    void toAcceptEverythingIsToFailOpen() {
        assertThat(verdict(_ -> Judgement.ACCEPTED)).isEqualTo(Verdict.REVOKED_ACCEPTED);
    }

    @Test
    void toRefuseEverythingForWhateverReasonIsAnError() {
        assertThat(verdict(_ -> Judgement.REFUSED)).isEqualTo(Verdict.ERROR);
        assertThat(verdict(_ -> Judgement.REVOKED)).isEqualTo(Verdict.ERROR);
        assertThat(verdict(asked -> asked.revoked() ? Judgement.REFUSED : Judgement.ACCEPTED))
                .isEqualTo(Verdict.ERROR);
    }

    @Test
    void whatIsRightInOneOrderOfTheCrlsOnlyDependsOnIt() {
        assertThat(verdict(asked -> asked.first() == Side.OLD ? right(asked) : Judgement.ACCEPTED))
                .isEqualTo(Verdict.DEPENDS_ON_ORDER);
    }

    @Test
    void toFailOpenForOneGenerationInOneOrderAndForTheOtherInTheOtherIsToFailOpen() {
        assertThat(
                        verdict(asked ->
                                asked.first() == asked.issuedBy()
                                        ? Judgement.ACCEPTED
                                        : right(asked)))
                .isEqualTo(Verdict.REVOKED_ACCEPTED);
    }

    @Test
    void toFailOpenWeighsMoreThanAnError() {
        assertThat(
                        verdict(asked ->
                                asked.first() == Side.OLD ? Judgement.ACCEPTED : Judgement.REFUSED))
                .isEqualTo(Verdict.REVOKED_ACCEPTED);
    }
}
