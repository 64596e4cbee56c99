package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What is ahead of lineages, from the command line. */
@ExtendWith(SharedInstallation.class)
@ResourceLock(SharedInstallation.LOCK)
class LineageCommandsTest {

    private static JsonNode json(Installation lineage, String... arguments) throws IOException {
        return JsonMapper.builder().build().readTree(lineage.lineage(arguments).succeeded().out());
    }

    @Test
    void lineagesAreListedWithTheirLastSafeIssue(Installation lineage) throws IOException {
        assertThat(lineage.lineage("ca", "list").succeeded().out())
                .contains("tls-servers", "officers", "TLS Issuing CA 2026-1", "last safe issue: ");
        var servers = json(lineage, "ca", "list", "--json").path(0);
        assertThat(servers.path("role").asText()).isEqualTo("tls-servers");
        assertThat(servers.path("enabled").asText()).matches("[0-9a-f]{16}");
        assertThat(servers.path("proposals").findValuesAsText("reason"))
                .contains("last-safe-issue");
    }

    @Test
    void aBudgetIsSetAndTheForecastSaysWhenItIsCrossed(Installation lineage) throws IOException {
        lineage.lineage("ca", "budget", "officers", "--entries", "1").succeeded();
        var forecast = json(lineage, "ca", "forecast", "officers", "--json");
        assertThat(forecast.path("budget").path("entries").asInt()).isOne();
        assertThat(forecast.path("crossing").path("earliest").asText()).startsWith("20");
        assertThat(forecast.path("points").size()).isGreaterThan(1_800);
        assertThat(lineage.lineage("ca", "forecast", "officers").succeeded().out())
                .contains("Too little history")
                .contains("certificates are out");

        var refused = lineage.lineage("ca", "budget", "officers", "--entries", "0").failed();
        assertThat(refused.err()).contains("Nothing was changed");
        assertThat(lineage.lineage("ca", "forecast", "nobody").failed().err())
                .contains("There is no lineage 'nobody'");
        lineage.lineage("ca", "budget", "officers").succeeded();
        assertThat(json(lineage, "ca", "forecast", "officers", "--json").has("crossing")).isFalse();
    }

    @Test
    void obligationsGrowWithEachCertificate(Installation lineage) throws IOException {
        var label = json(lineage, "ca", "list", "--json").path(0).path("enabled").asText();
        var before = json(lineage, "ca", "obligations", label, "--json");
        lineage.issueServer("obligation.example");
        var after = json(lineage, "ca", "obligations", label, "--json");
        assertThat(after.path("unexpiredCertificates").asLong())
                .isGreaterThan(before.path("unexpiredCertificates").asLong());
        assertThat(after.path("owesNothing").asBoolean()).isFalse();
        assertThat(after.path("ocspSigners").size()).isPositive();
        assertThat(lineage.lineage("ca", "obligations", label).succeeded().out())
                .contains(
                        "hinders retirement:", "It issues: cut over to another generation first.");
        assertThat(lineage.lineage("ca", "obligations", "0000000000000000").failed().err())
                .contains("There is no generation");
    }
}
