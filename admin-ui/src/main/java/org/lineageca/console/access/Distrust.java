package org.lineageca.console.access;

/** Why it is not believed what a request says of whose certificate is behind it (ADR 0047). */
enum Distrust {
    /** It says so itself, and does not come from the proxy. */
    NOT_THE_PROXY,
    /** The proxy does not say. */
    NOT_SAID,
    SAID_TWICE,
    TOO_LONG,
    /** It is not what RFC 9440 has the proxy send. */
    MALFORMED,
    NO_CERTIFICATE,
    /** It is the proxy's own, which is nobody's. */
    PROXYS_OWN,
    /** It does not chain to a root of ours, or is not for signing in with. */
    UNTRUSTED
}
