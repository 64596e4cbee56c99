package org.lineageca.ca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.NotAuthorisedException;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.act.Plan;
import org.lineageca.ca.act.Preview;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.profile.ProfileReader;
import org.lineageca.ca.profile.ReadyMade;
import org.lineageca.ca.yaml.InvalidDescriptionException;
import org.lineageca.octets.Octets;

/** A profile changes by a new version that two people approve. */
class ProfileChangeTest {

    private static final Actor FIRST = new Actor.Principal("First", TrustedRole.Officer);
    private static final Actor SECOND = new Actor.Principal("Second", TrustedRole.Officer);

    private static TestPki pki;
    private static int count;

    /** Each test changes a profile of its own. */
    private String name;

    @BeforeAll
    static void create() {
        pki = new TestPki();
    }

    @BeforeEach
    void add() {
        name = "servers-" + ++count;
        pki.authorities.add(
                ReadyMade.derive(
                        name,
                        CertificateTemplate.TLS_SERVER,
                        TestPki.LINEAGE,
                        Duration.ofDays(90),
                        false),
                pki.clock.instant(),
                TestPki.ACTOR);
    }

    /** The next version of its document. */
    private String next() {
        return pki.profiles.versions(name).getFirst().yaml().replace("version: 1", "version: 2");
    }

    private DecidedAct.Proposed propose(String document) {
        return pki.decide.propose(FIRST, new ActRequest.ChangeProfile(document));
    }

    private DecidedAct approve(DecidedAct.Proposed proposed) {
        return pki.decide.approve(SECOND, proposed.id(), proposed.plan().digest());
    }

    @Test
    void theNextVersionIsInForceFromTheSecondApprovalOn() {
        var proposed = propose(next().replace("validity: 90d", "validity: 45d"));
        var before = pki.issue.issue(FIRST, name, TestRequests.server("one.example"));
        assertThatThrownBy(() -> pki.decide.approve(FIRST, proposed.id(), proposed.plan().digest()))
                .hasMessageContaining("two people");
        var auditor = new Actor.Principal("auditor", TrustedRole.Auditor);
        assertThatThrownBy(
                        () -> pki.decide.approve(auditor, proposed.id(), proposed.plan().digest()))
                .isInstanceOf(NotAuthorisedException.class);
        assertThat(pki.profiles.versions(name)).hasSize(1);

        assertThat(approve(proposed))
                .isInstanceOfSatisfying(
                        DecidedAct.Done.class,
                        done ->
                                assertThat(done.outcome())
                                        .isEqualTo(
                                                "Version 2 of profile '%s' is in force."
                                                        .formatted(name)));
        assertThat(pki.authorities.profile(name).orElseThrow().validity()).hasDays(45);
        var after = pki.issue.issue(FIRST, name, TestRequests.server("two.example"));
        assertThat(versions(before.serial().octets(), after.serial().octets()))
                .containsExactly(1, 2);
        assertThat(pki.profiles.versions(name))
                .extracting(ProfileStore.Version::version)
                .containsExactly(2, 1);
        assertThat(
                        pki.asOwner()
                                .fetch(
                                        "SELECT details->>'version' FROM audit_event WHERE kind = 'ProfileChanged' AND details->>'profile' = {0} ORDER BY 1",
                                        DSL.val(name))
                                .map(row -> row.get(0, String.class)))
                .containsExactly("1", "2");
    }

    private Integer[] versions(Octets... serials) {
        var versions = new Integer[serials.length];
        for (var i = 0; i < serials.length; i++) {
            versions[i] =
                    pki.asOwner()
                            .fetchSingle(
                                    "SELECT profile_version FROM certificate WHERE serial = {0}",
                                    DSL.val(serials[i].toArray()))
                            .get(0, Integer.class);
        }
        return versions;
    }

    @Test
    void aNewProfileIsMadeByItsFirstVersion() {
        var document =
                next().replace("version: 2", "version: 1")
                        .replace("profile: " + name, "profile: kiosk");
        var proposed = propose(document);
        assertThat(proposed.plan().text()).contains("replaces-sha256: none\n");
        assertThat(approve(proposed)).isInstanceOf(DecidedAct.Done.class);
        pki.issue.issue(FIRST, "kiosk", TestRequests.server("kiosk.example"));
    }

    @Test
    void thePreviewSaysWhatChangesRuleByRule() {
        var preview =
                pki.decide
                        .preview(
                                FIRST,
                                new ActRequest.ChangeProfile(
                                        next().replace("validity: 90d", "validity: 10y")
                                                .replace("wildcard: yes", "wildcard: no")))
                        .preview();
        assertThat(preview.differences())
                .filteredOn(Preview.Difference::isChange)
                .extracting(Preview.Difference::field)
                .containsExactly("validity", "alternative names");
        assertThat(preview.consequences())
                .contains("Of the document, 3 lines are gone and 3 have come.");
        assertThat(preview.warnings()).anyMatch(text -> text.contains("sooner than such"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version: 2|version: 1|version|the next one is 2, not 1",
                "version: 2|version: 3|version|the next one is 2, not 3",
                "lineage: servers|lineage: nobody|lineage|there is no lineage 'nobody'",
                "validity: 90d|validity: long|validity|is not a duration",
                "must-staple: no|must-stable: no|must-stable|is not known here",
            })
    void whatCannotBeTheNextVersionIsRefusedWithLineAndColumn(
            String line, String instead, String member, String why) {
        var document = next();
        assertThat(document).contains("\n" + line);
        var edited = document.replace("\n" + line, "\n" + instead);
        var refused = new ActRequest.ChangeProfile(edited);
        assertThatThrownBy(() -> pki.decide.propose(FIRST, refused))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        failure -> assertThat(failure.refusal()).isEqualTo(Refusal.INVALID_VALUE))
                .hasMessageContainingAll(why, "line ", "column ", member, "Nothing was planned.")
                .hasCauseInstanceOf(InvalidDescriptionException.class);
    }

    @Test
    void whatNobodyCanSeeIsRefused() {
        var hidden = next().replace("validity: 90d", "validity: 90d # \u202eyad eno");
        assertThatThrownBy(() -> propose(hidden)).hasMessageContaining("U+202E cannot be seen");
    }

    @Test
    void oneChangeOfAProfileIsOpenAtATime() {
        var proposed = propose(next());
        var other = next().replace("validity: 90d", "validity: 60d");
        assertThatThrownBy(() -> propose(other))
                .hasMessageContaining("Act %d".formatted(proposed.id()))
                .hasMessageContaining("changes profile '" + name + "' already");
        pki.decide.withdraw(FIRST, proposed.id());
        assertThat(approve(propose(other))).isInstanceOf(DecidedAct.Done.class);
    }

    /** As two nodes may plan at the same moment. */
    @Test
    void aVersionThatIsOvertakenIsNotPutInForce() {
        var slow = propose(next());
        var fast =
                Plan.read(
                        slow.plan()
                                .text()
                                .replace("document: validity: 90d", "document: validity: 45d"));
        var overtaking = pki.acts.propose(fast, pki.clock.instant(), FIRST);
        assertThat(approve(overtaking)).isInstanceOf(DecidedAct.Done.class);
        assertThat(approve(slow))
                .isInstanceOfSatisfying(
                        DecidedAct.Approved.class,
                        waits ->
                                assertThat(waits.waitsFor())
                                        .contains("Withdraw it and propose it anew"));
        assertThat(pki.authorities.profile(name).orElseThrow().validity()).hasDays(45);
    }

    @Test
    void whatWasRecordedBeforeACrashIsNotRecordedTwice() {
        var proposed = propose(next());
        var change = (Act.ChangeProfile) proposed.plan().act();
        var document = ProfileReader.read(change.document());
        assertThat(pki.profiles.record(document, change.replaces(), pki.clock.instant(), FIRST))
                .isEqualTo(ProfileStore.Recorded.NOW);
        assertThat(approve(proposed)).isInstanceOf(DecidedAct.Done.class);
        assertThat(pki.profiles.versions(name)).hasSize(2);
    }
}
