package org.lineageca.ca.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lineageca.octets.Octets;

class CanonicalJsonTest {

    @Test
    void isWrittenAsRfc8785HasIt() {
        var value =
                new FieldsWriter()
                        .text("\u20ac", "Euro Sign")
                        .text("\r", "Carriage Return")
                        .text("1", "One")
                        .text("\u0080", "Control\u007f")
                        .text("string", "\u20ac$\u000f\nA'B\"\\\"/")
                        .number("number", 9007199254740991L)
                        .items("empty", List.<String>of(), Json.Text::new)
                        .end();
        assertThat(text(CanonicalJson.write(value)))
                .isEqualTo(
                        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"empty\":[],"
                                + "\"number\":9007199254740991,"
                                + "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\"/\","
                                + "\"\u0080\":\"Control\u007f\",\"\u20ac\":\"Euro Sign\"}");
    }

    @Test
    void isReadBackAsItWasWritten() {
        var value =
                new FieldsWriter()
                        .number("a", 0)
                        .texts("b", List.of("", "\ud83d\ude00"))
                        .value("c", new FieldsWriter().text("d", "e").end())
                        .end();
        assertThat(CanonicalJson.read(CanonicalJson.write(value))).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"a\":1,\"a\":2} | the field 'a' stands twice",
                "{\"a\":{\"b\":1,\"b\":1}} | the field 'b' stands twice",
                "{\"b\":1,\"a\":2} | canonical",
                "{\"a\": 1} | canonical",
                "{\"a\":1}{} | goes on after its end",
                "{\"a\":\"\\u0041\"} | canonical",
                "{\"a\":01} | not JSON",
                "{\"a\":-1} | not from 0",
                "{\"a\":1.0} | no string, whole number",
                "{\"a\":9007199254740992} | not from 0",
                "{\"a\":99999999999999999999} | not JSON",
                "{\"a\":true} | no string, whole number",
                "{\"a\":null} | no string, whole number",
                "{\"a\":\"\\ud800\"} | half a character",
                "{\"a\":1 | not JSON",
                "[1,] | not JSON",
                "~~ | is empty",
                "[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]] | not JSON"
            })
    void isRefusedInAnyOtherWriting(String document, String why) {
        assertThatThrownBy(() -> CanonicalJson.read(octets(document)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void isReadInUtf8Only() {
        var utf16 = Octets.of("{\"a\":1}".getBytes(StandardCharsets.UTF_16BE));
        assertThatThrownBy(() -> CanonicalJson.read(utf16))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CanonicalJson.read(Octets.ofHex("22c3282022")))
                .hasMessageContaining("not in UTF-8");
        assertThatThrownBy(() -> CanonicalJson.read(Octets.ofHex("efbbbf7b7d")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fieldsNobodyKnowsAndFieldsThatAreMissingAreNamed() {
        var value = CanonicalJson.read(octets("{\"a\":1,\"b\":2}"));
        assertThatThrownBy(() -> FieldsReader.read(value, fields -> fields.number("a")))
                .hasMessage("the field 'b' is not known");
        assertThatThrownBy(() -> FieldsReader.read(value, fields -> fields.number("c")))
                .hasMessage("the field 'c' is missing");
        assertThatThrownBy(() -> FieldsReader.read(value, fields -> fields.text("a")))
                .hasMessage("the field 'a' is no string");
    }

    private static Octets octets(String text) {
        return Octets.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Octets octets) {
        return new String(octets.toArray(), StandardCharsets.UTF_8);
    }
}
