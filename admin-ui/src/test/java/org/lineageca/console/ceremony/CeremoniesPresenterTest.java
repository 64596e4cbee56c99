package org.lineageca.console.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.ceremony.Ceremony;
import org.lineageca.ca.ceremony.CeremonyPlan;
import org.lineageca.ca.ceremony.CeremonyRole;
import org.lineageca.ca.ceremony.OnRecord;
import org.lineageca.ca.ceremony.conduct.CeremonyRecords;
import org.lineageca.ca.ceremony.conduct.ConductRun;
import org.lineageca.ca.ceremony.conduct.DraftCeremony;
import org.lineageca.ca.ceremony.conduct.RunTokens;
import org.lineageca.ca.ceremony.conduct.RunningProgram;
import org.lineageca.ca.ceremony.example.ExampleScript;
import org.lineageca.ca.config.Settings;
import org.lineageca.octets.Octets;

final class CeremoniesPresenterTest {

    private static final Actor ADMINISTRATOR =
            new Actor.Principal("administrator", TrustedRole.Administrator);
    private static final Actor WITNESS = new Actor.Principal("witness", TrustedRole.Auditor);
    private static final Actor STRANGER = new Actor.Principal("stranger", TrustedRole.Officer);
    private static final String SCRIPT = ExampleScript.FIRST_CEREMONY.text(HeldRun.NOW);

    private final CeremoniesInMemory store = new CeremoniesInMemory();
    private final CeremoniesPresenter presenter = presenter(Settings.Kind.OFFLINE);

    private CeremoniesPresenter presenter(Settings.Kind kind) {
        var clock = InstantSource.fixed(HeldRun.NOW);
        var people = HeldRun.plan(SCRIPT).record().people();
        CeremonyRecords records =
                (_, serials) ->
                        new OnRecord(people, java.util.List.of(), java.util.List.of(), serials);
        return new CeremoniesPresenter(
                new DraftCeremony(store, records, clock, new Random(20261121)),
                new ConductRun(
                        store,
                        records,
                        new RunTokens(Map.of()),
                        _ -> Optional.empty(),
                        new NoAftermath(),
                        new RunningProgram("0.1.0", Octets.of(new byte[32])),
                        clock),
                new Settings.Installation(kind),
                clock);
    }

    private static Actor custodian(int number) {
        return new Actor.Principal("custodian-" + number, TrustedRole.Officer);
    }

    private void approve(Actor actor, long id) {
        presenter.approve(actor, id, presenter.page(actor, id).ceremony().plan().digest());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    path-length: 2           | path-lenght: 2           | 'path-lenght' is not known here
                    at: 2030-05-06T07:08:00Z | at: 2035-05-06T07:08:00Z | is not near
                    - create-ca:             | - create-ca: [            | this is not YAML
                    """)
    void whatIsWrongWithAScriptHasALine(String from, String to, String complaint) {
        assertThat(SCRIPT).contains(from);

        var check = presenter.check(ADMINISTRATOR, SCRIPT.replace(from, to));

        assertThat(check)
                .isInstanceOfSatisfying(
                        ScriptCheck.Wrong.class,
                        wrong -> {
                            assertThat(wrong.what()).contains(complaint);
                            assertThat(wrong.line()).isPositive();
                            assertThat(wrong.column()).isPositive();
                        });
    }

    @Test
    void aScriptThatCanBePlannedIsShownAsItsPlanAndNothingIsKept() {
        assertThat(presenter.check(ADMINISTRATOR, SCRIPT))
                .isInstanceOfSatisfying(
                        ScriptCheck.Planned.class,
                        planned -> assertThat(planned.plan().steps()).hasSizeGreaterThan(10));
        assertThat(presenter.rows(ADMINISTRATOR)).isEmpty();
    }

    @Test
    void anAdministratorAWitnessAndAQuorumAuthoriseAPlan() {
        var id = presenter.save(ADMINISTRATOR, null, SCRIPT);
        assertThat(presenter.rows(ADMINISTRATOR))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.approvals()).isZero();
                    assertThat(row.needed()).isEqualTo(4);
                    assertThat(row.isMine()).isTrue();
                });
        assertThat(presenter.page(ADMINISTRATOR, id).cannotBegin()).contains("not approved yet");
        assertThat(presenter.page(ADMINISTRATOR, id).cannotRehearse()).isNull();

        approve(ADMINISTRATOR, id);
        approve(custodian(1), id);
        approve(custodian(2), id);
        approve(custodian(3), id);
        assertThat(presenter.rows(WITNESS).getFirst().approvals()).isEqualTo(3);
        approve(WITNESS, id);

        var page = presenter.page(ADMINISTRATOR, id);
        assertThat(page.row().state()).isEqualTo(Ceremony.State.AUTHORISED);
        assertThat(page.row().approvals()).isEqualTo(4);
        assertThat(page.cannotBegin()).isNull();
        assertThat(page.cannotApprove()).isEqualTo("You approved this plan.");
        assertThat(presenter.page(WITNESS, id).cannotBegin()).contains("administrator");
    }

    /** An open page looks every two seconds, and is painted only when something is another. */
    @Test
    void aPageThatIsReadAgainIsTheSameUntilSomebodyApproves() {
        var plan = HeldRun.plan(SCRIPT);
        assertThat(CeremonyPlan.read(plan.script().text(), plan.record().text())).isEqualTo(plan);
        var id = presenter.save(ADMINISTRATOR, null, SCRIPT);
        var before = presenter.page(ADMINISTRATOR, id);
        assertThat(presenter.page(ADMINISTRATOR, id)).isEqualTo(before);

        approve(WITNESS, id);

        assertThat(presenter.page(ADMINISTRATOR, id)).isNotEqualTo(before);
    }

    @Test
    void anEditVoidsWhatWasApprovedAndTheListStillShowsIt() {
        var id = presenter.save(ADMINISTRATOR, null, SCRIPT);
        approve(WITNESS, id);

        presenter.save(ADMINISTRATOR, id, SCRIPT.replace("count: 4", "count: 3"));

        var page = presenter.page(WITNESS, id);
        assertThat(page.row().approvals()).isZero();
        assertThat(page.cannotApprove()).isNull();
        assertThat(page.approvals())
                .singleElement()
                .satisfies(given -> {
                    assertThat(given.isValid()).isFalse();
                    assertThat(given.role()).isEqualTo(CeremonyRole.WITNESS.title());
                });
    }

    @Test
    void whoTakesNoPartReadsAndDoesNotApprove() {
        var id = presenter.save(ADMINISTRATOR, null, SCRIPT);

        assertThat(presenter.page(STRANGER, id).cannotApprove()).contains("You take no part");
        assertThat(presenter.rows(STRANGER).getFirst().isMine()).isFalse();
    }

    @Test
    void ceremoniesAreHeldOffline() {
        var id = presenter.save(ADMINISTRATOR, null, SCRIPT);

        var page = presenter(Settings.Kind.ONLINE).page(ADMINISTRATOR, id);

        assertThat(page.cannotRehearse()).contains("offline installation");
        assertThat(page.cannotBegin()).contains("offline installation");
    }
}
