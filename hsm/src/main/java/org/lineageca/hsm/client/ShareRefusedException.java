package org.lineageca.hsm.client;

/**
 * The signer did not take this share, or does not make such shares. The message says which and why;
 * the shares it has already stay, and nothing is locked by trying again.
 */
public final class ShareRefusedException extends RuntimeException {

    public ShareRefusedException(String message) {
        super(message);
    }
}
