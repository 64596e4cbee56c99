package org.lineageca.ca.caa;

/** It cannot be told whether a domain has CAA records; nothing may be issued for it then. */
public final class CaaUnansweredException extends RuntimeException {

    /**
     * Complains.
     *
     * @param why what came instead of an answer, for people, without a full stop
     */
    public CaaUnansweredException(String domain, String why) {
        super("the CAA records of %s could not be read: %s".formatted(domain, why));
    }
}
