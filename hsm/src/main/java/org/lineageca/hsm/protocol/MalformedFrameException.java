package org.lineageca.hsm.protocol;

import java.io.IOException;

/** The other end does not speak the protocol; the connection is of no more use. */
public final class MalformedFrameException extends IOException {

    public MalformedFrameException(String message) {
        super(message);
    }
}
