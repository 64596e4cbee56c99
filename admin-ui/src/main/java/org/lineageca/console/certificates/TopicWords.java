package org.lineageca.console.certificates;

import org.lineageca.ca.decoding.DecodedField;
import org.lineageca.console.language.Texts;

/** What the topics are called under which a certificate's fields stand. */
final class TopicWords {

    private static final Texts TEXTS = Texts.of(TopicWords.class);

    private TopicWords() {}

    static String of(DecodedField.Topic topic) {
        return switch (topic) {
            case SUBJECT -> TEXTS.say("topic.subject");
            case ISSUER -> TEXTS.say("topic.issuer");
            case VALIDITY -> TEXTS.say("topic.validity");
            case KEY -> TEXTS.say("topic.key");
            case USE -> TEXTS.say("topic.use");
            case STATUS -> TEXTS.say("topic.status");
            case TRANSPARENCY -> TEXTS.say("topic.transparency");
            case OTHER -> TEXTS.say("topic.other");
            case CERTIFICATE -> TEXTS.say("topic.certificate");
        };
    }
}
