package org.lineageca.ca.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentDifferenceTest {

    @ParameterizedTest
    @CsvSource({
        "abc,abc,=a=b=c",
        "abc,axc,=a-b+x=c",
        "abc,bcd,-a=b=c+d",
        "'',ab,+a+b",
        "ab,'',-a-b"
    })
    void theFewestLinesGoAndCome(String before, String after, String expected) {
        assertThat(shown(before, after)).isEqualTo(expected);
    }

    private static String shown(String before, String after) {
        return DocumentDifference.between(lines(before), lines(after)).stream()
                .map(line -> (line.sign() == ' ' ? '=' : line.sign()) + line.text())
                .collect(Collectors.joining());
    }

    private static String lines(String letters) {
        return letters.chars().mapToObj(Character::toString).collect(Collectors.joining("\n"));
    }

    /** What stays and goes is the one, what stays and comes the other document. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void bothDocumentsCanBeReadFromIt(long seed) {
        System.out.println("seed " + seed);
        var random = new Random(seed);
        var before = any(random);
        var after = any(random);
        var lines = DocumentDifference.between(before, after);
        assertThat(
                        lines.stream()
                                .filter(line -> line.sign() != '+')
                                .map(DocumentDifference.Line::text))
                .containsExactlyElementsOf(before.lines().toList());
        assertThat(
                        lines.stream()
                                .filter(line -> line.sign() != '-')
                                .map(DocumentDifference.Line::text))
                .containsExactlyElementsOf(after.lines().toList());
    }

    private static String any(Random random) {
        return random.ints(random.nextInt(60), 0, 5)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining("\n"));
    }
}
