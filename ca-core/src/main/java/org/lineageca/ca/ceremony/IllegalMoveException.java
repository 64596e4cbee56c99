package org.lineageca.ca.ceremony;

/** What someone wanted to do is not what comes next in the ceremony. Nothing was done. */
public final class IllegalMoveException extends RuntimeException {

    public IllegalMoveException(String why) {
        super(why);
    }
}
