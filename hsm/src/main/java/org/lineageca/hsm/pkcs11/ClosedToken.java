package org.lineageca.hsm.pkcs11;

/**
 * A token that nobody is logged in to, or that is not made yet: what can be done to it with a PIN,
 * step by step, so that a signer that dies between two steps knows how to go on.
 *
 * <p>PINs are UTF-8 and left to the caller to wipe. When the token fails, {@link
 * org.lineageca.hsm.client.TokenUnavailableException} is thrown.
 */
public interface ClosedToken {

    String label();

    /** Whether it has no user PIN: then it holds nothing that could be used. */
    boolean isBlank();

    /**
     * Initialises the token; all that was on it is destroyed. Its security officer has the PIN that
     * everybody knows.
     *
     * @return false when the token has another officer's PIN, and was left as it is
     */
    boolean erase();

    /** Gives an initialised token, whose officer's PIN everybody knows, the user's PIN. */
    void givePin(byte[] pin);

    /**
     * Replaces the officer's PIN that everybody knows; without effect when it is another. Until
     * then, whoever reaches the token could set a user's PIN.
     */
    void replaceOfficerPin(byte[] officerPin);

    /** Whether this is the user's PIN. */
    boolean accepts(byte[] pin);

    /**
     * Replaces the user's PIN.
     *
     * @return false when {@code present} is not the user's PIN, which then stays
     */
    boolean changePin(byte[] present, byte[] next);

    /**
     * Logs in.
     *
     * @param pin wiped before this returns, however it returns
     */
    Pkcs11Token open(char[] pin);
}
