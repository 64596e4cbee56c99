package org.lineageca.ocsp.meter;

/**
 * Told of everything that is counted, at the moment it happens, by whichever thread does it: a call
 * costs some ten nanoseconds and never waits.
 */
public interface ResponderMeter {

    /** Counts nothing. */
    ResponderMeter NONE =
            new ResponderMeter() {
                @Override
                public void answered(Outcome outcome, boolean fromCache, long nanos) {}

                @Override
                public void signed(long nanos) {}

                @Override
                public void notSigned() {}

                @Override
                public void connectionOpened() {}

                @Override
                public void connectionClosed() {}

                @Override
                public void connectionRefused() {}
            };

    /**
     * A response was handed to its connection.
     *
     * @param fromCache whether it was there when it was asked for; of no meaning for an error
     * @param nanos since the whole request was there
     */
    void answered(Outcome outcome, boolean fromCache, long nanos);

    /**
     * The signer gave a signature.
     *
     * @param nanos since it was asked for it
     */
    void signed(long nanos);

    /** The signer gave none. */
    void notSigned();

    void connectionOpened();

    void connectionClosed();

    /** There were too many. */
    void connectionRefused();
}
