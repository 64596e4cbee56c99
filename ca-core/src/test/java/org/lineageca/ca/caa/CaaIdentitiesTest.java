package org.lineageca.ca.caa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lineageca.ca.x509.AlternativeName;

/** Which records count for a name, and what they permit (RFC 8659 3 to 4.3). */
class CaaIdentitiesTest {

    private static final CaaIdentities US =
            new CaaIdentities(Set.of("ca.example.net", "pki.example.net"));

    private static RelevantRecords relevant(String name, Map<String, List<CaaRecord>> zone) {
        return RelevantRecords.of(
                new AlternativeName.Dns(name), domain -> zone.getOrDefault(domain, List.of()));
    }

    /** Records as in a list: {@code issue ca.example.net, !tbs Unknown}, ! for critical. */
    private static List<CaaRecord> records(String text) {
        var records = new ArrayList<CaaRecord>();
        for (var record : text.split(",", -1)) {
            var parts = record.strip().split(" ", 2);
            var critical = parts[0].startsWith("!");
            records.add(
                    new CaaRecord(
                            critical,
                            critical ? parts[0].substring(1) : parts[0],
                            parts.length < 2 ? "" : parts[1]));
        }
        return records;
    }

    private static Optional<String> objection(String name, String records) {
        return US.objection(relevant(name, Map.of("example.org", records(records))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "www.example.org|issue ca.example.net",
                "www.example.org|ISSUE PKI.example.NET",
                "www.example.org|issue other.example, issue ca.example.net",
                "www.example.org|issue ;, issue ca.example.net",
                "www.example.org|iodef mailto:security@example.org",
                "www.example.org|!iodef mailto:security@example.org, !issue ca.example.net",
                "www.example.org|tbs Unknown",
                "www.example.org|issuewild ;",
                "www.example.org|issuewild other.example, issue ca.example.net",
                "*.example.org|issue ca.example.net",
                "*.example.org|issue other.example, issuewild ca.example.net",
                "*.a.example.org|issue ca.example.net",
            })
    void permits(String name, String records) {
        assertThat(objection(name, records)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "www.example.org|issue other.example|nothing there permits this CA",
                "www.example.org|issue ;|nothing there permits",
                "www.example.org|issue|nothing there permits",
                "www.example.org|issue %%%%%|nothing there permits",
                "www.example.org|issue x.ca.example.net|nothing there permits",
                "www.example.org|issue ca.example.net; account=7|parameters are not known",
                "www.example.org|issuewild ca.example.net, issue ;|nothing there permits",
                "*.example.org|issue ca.example.net, issuewild ;|nothing there permits",
                "*.example.org|issue ca.example.net, issuewild other.example|CAA 0 issuewild \"ca",
                "*.example.org|issue other.example|CAA 0 issue \"ca.example.net\"",
                "www.example.org|issue ca.example.net, !tbs Unknown|critical and not known",
                "www.example.org|!tbs Unknown|example.org has CAA 128 tbs \"Unknown\"",
            })
    void refuses(String name, String records, String why) {
        assertThat(objection(name, records).orElseThrow()).contains(why).contains("example.org");
    }

    @Test
    void theClosestDomainThatHasRecordsCounts() {
        var zone =
                Map.of(
                        "org", records("issue registry.example"),
                        "example.org", records("issue other.example"),
                        "www.example.org", records("issue ca.example.net"));
        assertThat(relevant("a.b.www.example.org", zone))
                .hasToString("a.b.www.example.org: www.example.org CAA 0 issue \"ca.example.net\"");
        assertThat(relevant("*.www.example.org", zone).domain()).isEqualTo("www.example.org");
        assertThat(relevant("mail.example.org", zone).domain()).isEqualTo("example.org");
        assertThat(relevant("example.net.org", zone).domain()).isEqualTo("org");
        assertThat(US.objection(relevant("a.www.example.org", zone))).isEmpty();
        assertThat(US.objection(relevant("mail.example.org", zone))).isPresent();
    }

    @Test
    void whereNobodySaysAnythingAnybodyMayIssue() {
        var relevant = relevant("*.a.example.org", Map.of());
        assertThat(relevant).hasToString("*.a.example.org: none");
        assertThat(US.objection(relevant)).isEmpty();
    }

    @Test
    void everyDomainUpToTheTopIsAskedAndTheRootIsNot() {
        var asked = new ArrayList<String>();
        RelevantRecords.of(
                new AlternativeName.Dns("*.a.example.org"),
                domain -> {
                    asked.add(domain);
                    return List.of();
                });
        assertThat(asked).containsExactly("a.example.org", "example.org", "org");
    }

    @Test
    void aDomainOnTheWayThatGivesNoAnswerIsNoPermission() {
        assertThatThrownBy(() ->
                        RelevantRecords.of(
                                new AlternativeName.Dns("a.example.org"),
                                domain -> {
                                    if (domain.equals("example.org")) {
                                        throw new CaaUnansweredException(domain, "SERVFAIL");
                                    }
                                    return List.of();
                                }))
                .hasMessage("the CAA records of example.org could not be read: SERVFAIL");
    }

    @Test
    void whatIsShownIsShortAndPrintable() {
        var record = new CaaRecord(true, "Issue", "é\n" + "x".repeat(5_000));
        assertThat(record.tag()).isEqualTo("issue");
        assertThat(record.toString()).startsWith("CAA 128 issue \"??xxx").hasSizeLessThan(130);
        assertThatThrownBy(() -> new CaaRecord(false, "is sue", ""))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
