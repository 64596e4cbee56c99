package org.lineageca.ca.caa.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lineageca.ca.caa.CaaRecord;
import org.lineageca.ca.caa.CaaUnansweredException;
import org.lineageca.ca.caa.dns.TestDns.Conduct;

/** Over real sockets, with a resolver that fails in each way there is. */
class DnsCaaLookupTest {

    private static final CaaRecord OURS = new CaaRecord(false, "issue", "ca.example.net");

    private TestDns dns;
    private DnsCaaLookup lookup;

    /** For what ends with its patience only. */
    private DnsCaaLookup hasty;

    @BeforeEach
    void start() {
        dns = TestDns.start();
        dns.add("example.org", 0, "issue", "ca.example.net");
        lookup = new DnsCaaLookup(dns.address(), Duration.ofMinutes(2));
        hasty = new DnsCaaLookup(dns.address(), Duration.ofSeconds(2));
    }

    @AfterEach
    void stop() {
        lookup.close();
        hasty.close();
        dns.close();
    }

    @Test
    void readsTagsFlagsAndValues() {
        dns.add("many.example", 128, "tbs", "Unknown");
        dns.add("many.example", 0, "issueWILD", ";");
        dns.add("many.example", 1, "iodef", "mailto:sécurité@example.org");
        assertThat(lookup.records("many.example"))
                .containsExactlyInAnyOrder(
                        new CaaRecord(true, "tbs", "Unknown"),
                        new CaaRecord(false, "issuewild", ";"),
                        new CaaRecord(false, "iodef", "mailto:sécurité@example.org"));
        assertThat(lookup.records("example.org")).containsExactly(OURS);
    }

    @Test
    void whereThereIsNothingThereIsNothing() {
        assertThat(lookup.records("nowhere.example")).isEmpty();
        assertThat(lookup.records("org")).isEmpty();
    }

    @Test
    void aliasesAreFollowedAndWhatIsNotTheirsIsNot() {
        dns.alias("www.example.com", "cdn.example.net");
        dns.alias("cdn.example.net", "example.org");
        dns.alias("lost.example.com", "nowhere.example");
        assertThat(lookup.records("www.example.com")).containsExactly(OURS);
        assertThat(lookup.records("lost.example.com")).isEmpty();
    }

    @Test
    void aliasesThatGoInCirclesAreNoAnswer() {
        dns.alias("a.example", "b.example");
        dns.alias("b.example", "a.example");
        assertThatThrownBy(() -> lookup.records("a.example"))
                .isInstanceOf(CaaUnansweredException.class)
                .hasMessageContaining("more than 16 aliases");
    }

    @Test
    void whatDoesNotFitOverUdpIsHadOverTcp() {
        IntStream.range(0, 100)
                .forEach(
                        number -> dns.add("large.example", 0, "issue", "ca" + number + ".example"));
        dns.conduct("large.example", Conduct.TRUNCATED);
        assertThat(lookup.records("large.example")).hasSize(100);
        assertThat(dns.asked()).containsExactly("large.example", "tcp large.example");
    }

    @Test
    void whatIsLostOnTheWayIsAskedForOnceMore() {
        var tried = new AtomicInteger();
        // The second question may be answered too late as well, by a machine that is busy.
        await().ignoreExceptionsInstanceOf(CaaUnansweredException.class)
                .untilAsserted(() -> {
                    var domain = "lost" + tried.incrementAndGet() + ".example";
                    dns.add(domain, 0, "issue", "ca.example.net");
                    dns.conduct(domain, Conduct.LOSES_ONE);
                    assertThat(hasty.records(domain)).containsExactly(OURS);
                    assertThat(dns.asked()).filteredOn(domain::equals).hasSize(2);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "SERVFAIL, SERVFAIL",
        "REFUSED, REFUSED",
        "NO_RECURSION, no recursive resolver",
        "MALFORMED, malformed",
    })
    void nothingElseIsTakenForAnAnswer(Conduct conduct, String why) {
        dns.conduct("example.org", conduct);
        assertUnanswered(lookup, why);
    }

    @ParameterizedTest
    @CsvSource({
        "SILENT, does not answer",
        "ELSEWHERE, does not answer",
        "TRUNCATED_ONLY, could not be",
    })
    void whereTheWholeAnswerDoesNotComeItIsGivenUp(Conduct conduct, String why) {
        dns.conduct("example.org", conduct);
        await().untilAsserted(() -> assertUnanswered(hasty, why));
    }

    @Test
    void whereNobodyListensThereIsNoAnswer() {
        dns.close();
        assertUnanswered(hasty, "does not answer");
    }

    private static void assertUnanswered(DnsCaaLookup by, String why) {
        assertThatThrownBy(() -> by.records("example.org"))
                .isInstanceOf(CaaUnansweredException.class)
                .hasMessageContaining("example.org")
                .hasMessageContaining(why);
    }
}
