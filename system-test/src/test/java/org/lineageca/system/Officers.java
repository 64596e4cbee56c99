package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * Two officers who change the CAs of an installation by {@code lineage ca}.
 *
 * @param lineage what they work on
 */
record Officers(Installation lineage) {

    private static final Pattern PROPOSED = Pattern.compile("Act (\\d+) is proposed");
    private static final Pattern DECIDED = Pattern.compile("Act (\\d+) ");
    private static final Pattern APPROVE = Pattern.compile("--sha256 ([0-9a-f]{64})");

    /** {@code lineage ca …}. */
    Shell.Result ca(String... arguments) {
        var command = new ArrayList<>(List.of("ca"));
        command.addAll(List.of(arguments));
        return lineage.lineage(command.toArray(String[]::new));
    }

    /**
     * One proposes, the other approves.
     *
     * @return what the approval came to
     */
    String decide(String... arguments) {
        var command = new ArrayList<>(List.of(arguments));
        command.add("--propose");
        return approve(ca(command.toArray(String[]::new)).succeeded().out());
    }

    /** The same for an act that is carried out as soon as what it published is served. */
    String decideAndAwait(String... arguments) {
        var said = decide(arguments);
        var act = found(DECIDED, said);
        return Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(3))
                .until(() -> ca("act", act).succeeded().out(), text -> text.contains("is Done"));
    }

    /** Approves what a proposal printed. */
    String approve(String proposal) {
        return ca("approve", found(PROPOSED, proposal), "--sha256", found(APPROVE, proposal))
                .succeeded()
                .out();
    }

    /** What the ceremony says it did; the root's signer is gone after it. */
    String ceremony() {
        var said = ca("ceremony", "--yes").succeeded().out();
        assertThat(lineage.data().resolve("run/root.sock")).doesNotExist();
        assertThat(lineage.data().resolve("etc/ceremony.yml")).doesNotExist();
        assertThat(Processes.of(lineage.data()).toString()).doesNotContain("root.sock");
        return said;
    }

    /** The generations of a lineage in one state, the oldest first. */
    List<JsonNode> generations(String role, String state) {
        try (var machine = new MachineClient(lineage)) {
            var found = new ArrayList<JsonNode>();
            for (var generation : machine.get("/generations")) {
                if (generation.path("lineage").asText("root").equals(role)
                        && generation.path("state").asText().equals(state)) {
                    found.add(generation);
                }
            }
            return found;
        }
    }

    JsonNode enabled(String role) {
        return generations(role, "Enabled").getFirst();
    }

    JsonNode acts() {
        try {
            return new ObjectMapper().readTree(ca("acts", "--json").succeeded().out());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fetches a file into the installation's folder. */
    Path fetch(String url, String name) {
        bash("curl -sS -f -o %s %s".formatted(name, url));
        return lineage.folder().resolve(name);
    }

    String bash(String script) {
        return lineage.shell().bash("set -e\n" + script).succeeded().all();
    }

    void write(String name, String text) {
        try {
            Files.writeString(lineage.folder().resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String found(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }
}
