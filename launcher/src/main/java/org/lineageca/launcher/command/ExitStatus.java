package org.lineageca.launcher.command;

/** What the commands return to the shell. */
public final class ExitStatus {

    public static final int DONE = 0;
    public static final int REFUSED = 1;
    public static final int USAGE = 2;
    public static final int UNREACHABLE = 3;

    private ExitStatus() {}
}
