package org.lineageca.ca.exchange;

/** A package that was refused before anything changed. The message says what was wrong. */
public final class PackageRefusedException extends RuntimeException {

    private final PackageFault fault;
    private final String why;

    /**
     * @param why a clause without its full stop
     */
    public PackageRefusedException(PackageFault fault, String why) {
        super(message(why));
        this.fault = fault;
        this.why = why;
    }

    public PackageRefusedException(PackageFault fault, String why, Throwable cause) {
        super(message(why), cause);
        this.fault = fault;
        this.why = why;
    }

    public PackageFault fault() {
        return fault;
    }

    /** What was wrong with it: a clause without its full stop. */
    public String why() {
        return why;
    }

    private static String message(String why) {
        return "The package was refused: " + why + ". Nothing was changed.";
    }
}
