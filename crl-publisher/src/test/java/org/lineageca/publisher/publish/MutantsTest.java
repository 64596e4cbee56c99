package org.lineageca.publisher.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lineageca.publisher.guard.CrlScope;
import org.lineageca.publisher.testpki.CrlDraft;
import org.lineageca.publisher.testpki.Mutant;
import org.lineageca.publisher.testpki.TestAuthority;
import org.lineageca.publisher.testpki.TestPublisher;
import org.lineageca.publisher.testpki.TestSource;

/** Everything that can be wrong with a CRL of each scope, offered to a publisher. */
class MutantsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final TestAuthority AUTHORITY = TestAuthority.create("Threatened CA");
    private static final List<String> SCOPES =
            List.of("complete", "ca", "shard-0", "complete-delta", "ca-delta", "shard-0-delta");

    @TempDir private Path folder;

    static Stream<Arguments> mutants() {
        return SCOPES.stream()
                .flatMap(scope ->
                        Mutant.all(AUTHORITY, scope, uri(scope), NOW).stream()
                                .map(mutant -> Arguments.of(scope, mutant)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("mutants")
    void everyMutantIsRefusedForItsReasonAndTheOldOneStays(String scope, Mutant mutant) {
        var source = new TestSource(NOW.minus(Duration.ofDays(1)));
        try (var publisher = new TestPublisher(source, folder, NOW)) {
            publishLast(source, publisher, scope);
            var old = publisher.file(AUTHORITY, scope + ".crl");
            assertThat(publisher.refusals.sentences()).isEmpty();

            source.offer(AUTHORITY, mutant.crl());
            publisher.round();

            assertThat(publisher.refusals.sentences())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "CRL number %d of %s/%s is refused (%s). "
                                    .formatted(
                                            mutant.crl().number(),
                                            AUTHORITY.label(),
                                            scope,
                                            mutant.reason()));
            assertThat(publisher.file(AUTHORITY, scope + ".crl")).isEqualTo(old);
            assertThat(served(publisher, scope)).isEqualTo(old);

            // A refused candidate is not looked at again at once.
            publisher.now = NOW.plusSeconds(20);
            source.offer(AUTHORITY, Mutant.next(AUTHORITY, scope, uri(scope), NOW).sign());
            publisher.round();
            assertThat(publisher.refusals.sentences()).isEmpty();
            assertThat(served(publisher, scope)).isNotEqualTo(old);
        }
    }

    private static void publishLast(TestSource source, TestPublisher publisher, String scope) {
        if (CrlScope.isDelta(scope)) {
            var base = CrlScope.baseOf(scope);
            var thisUpdate = NOW.minus(Duration.ofHours(3));
            source.offer(
                    AUTHORITY,
                    new CrlDraft(AUTHORITY, 5, thisUpdate, new ArrayList<>(List.of(11L, 12L)))
                            .of(base, uri(base))
                            .sign());
        }
        source.offer(AUTHORITY, Mutant.last(AUTHORITY, scope, uri(scope), NOW).sign());
        publisher.round();
    }

    private static byte[] served(TestPublisher publisher, String scope) {
        return publisher
                .shelf
                .file(AUTHORITY.label() + "/" + scope + ".crl")
                .orElseThrow()
                .content()
                .toArray();
    }

    private static String uri(String scope) {
        return TestSource.uri(AUTHORITY, CrlScope.baseOf(scope));
    }
}
