package org.lineageca.ca.guard;

/**
 * Why a public key is not certified.
 *
 * @param text what is wrong with it and what to do, without a full stop
 * @param source the finding's own source: a standard, a CVE, or who blocked the key
 */
public record KeyFlaw(Kind kind, String text, String source) {

    /** What kind of reason it is. */
    public enum Kind {
        /** Of an algorithm, size, curve or exponent that is not certified. */
        UNACCEPTABLE,
        /** Made by Infineon's library (CVE-2017-15361). */
        ROCA,
        /** On a list of moduli that a broken generator gives, as Debian's (CVE-2008-0166). */
        KNOWN_MODULUS,
        SMALL_FACTOR,
        /** Another key on record has the same prime. */
        SHARED_FACTOR,
        /** Fermat's method finds its factors. */
        CLOSE_PRIMES,
        /** Blocked here: revoked for keyCompromise, or by somebody who knows. */
        BLOCKED,
        /** A CA's own. */
        AUTHORITY,
        /** That of an OCSP responder. */
        OCSP_SIGNER
    }

    @Override
    public String toString() {
        return text + " (" + source + ")";
    }
}
