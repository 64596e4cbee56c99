package org.lineageca.console.access;

import org.lineageca.console.language.Texts;

/** The connection's certificate no longer belongs to a person who may come in. */
public final class NotSignedInException extends RuntimeException {

    private static final Texts TEXTS = Texts.of(NotSignedInException.class);

    public NotSignedInException() {
        super(TEXTS.say("your-certificate-is-no-longer"));
    }
}
