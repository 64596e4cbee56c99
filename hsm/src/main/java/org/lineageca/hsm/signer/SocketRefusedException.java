package org.lineageca.hsm.signer;

/** The socket cannot be served. */
final class SocketRefusedException extends RuntimeException {

    SocketRefusedException(String message) {
        super(message);
    }
}
