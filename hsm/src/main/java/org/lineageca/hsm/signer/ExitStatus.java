package org.lineageca.hsm.signer;

/** Why the signer ended, for whoever restarts it. */
public enum ExitStatus {
    /** The token is not there, or was lost: start the signer again, it may be back. */
    TOKEN_UNAVAILABLE(3),
    /** The token refused the PIN: a restart with the same PIN may lock it. */
    WRONG_PIN(4),
    /** Another signer has the socket, or it cannot be made private. */
    SOCKET_REFUSED(5),
    /** The token of split PIN was deactivated: start the signer again, and it is locked. */
    DEACTIVATED(6);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
