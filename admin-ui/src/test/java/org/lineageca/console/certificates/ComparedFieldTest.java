package org.lineageca.console.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.decoding.DecodedCertificate;
import org.lineageca.ca.decoding.DecodedField;
import org.lineageca.ca.decoding.DecodedField.Form;
import org.lineageca.ca.decoding.DecodedField.Topic;
import org.lineageca.octets.Octets;

class ComparedFieldTest {

    private static DecodedField field(
            Topic topic, String name, boolean isCritical, String... values) {
        return new DecodedField(topic, name, isCritical, Form.TEXT, List.of(values));
    }

    private static DecodedCertificate certificate(DecodedField... fields) {
        return new DecodedCertificate(Octets.of(new byte[1]), "a", List.of(fields));
    }

    @Test
    void everyFieldOfEitherIsThereOnceAndByTopic() {
        var first =
                certificate(
                        field(Topic.SUBJECT, "Subject", false, "CN = a"),
                        field(Topic.USE, "Key usage", true, "digitalSignature"),
                        field(Topic.USE, "Basic constraints", false, "not a CA"));
        var second =
                certificate(
                        field(Topic.SUBJECT, "Subject", false, "CN = a"),
                        field(Topic.SUBJECT, "Alternative names", false, "dns:a"),
                        field(Topic.USE, "Key usage", false, "digitalSignature"));
        assertThat(ComparedField.of(first, second))
                .extracting(ComparedField::name, ComparedField::isEqual)
                .containsExactly(
                        tuple("Subject", true),
                        tuple("Alternative names", false),
                        tuple("Key usage", false),
                        tuple("Basic constraints", false));
        assertThat(ComparedField.of(first, first)).allMatch(ComparedField::isEqual);
    }

    @Test
    void theOrderOfValuesMatters() {
        assertThat(
                        ComparedField.of(
                                certificate(field(Topic.USE, "x", false, "a", "b")),
                                certificate(field(Topic.USE, "x", false, "b", "a"))))
                .noneMatch(ComparedField::isEqual);
    }
}
