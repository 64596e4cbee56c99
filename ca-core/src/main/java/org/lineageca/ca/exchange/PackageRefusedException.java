package org.lineageca.ca.exchange;

/** A package that was refused before anything changed. The message says what was wrong. */
public final class PackageRefusedException extends RuntimeException {

    private final PackageFault fault;

    /**
     * @param why a clause without its full stop
     */
    public PackageRefusedException(PackageFault fault, String why) {
        super(message(why));
        this.fault = fault;
    }

    public PackageRefusedException(PackageFault fault, String why, Throwable cause) {
        super(message(why), cause);
        this.fault = fault;
    }

    public PackageFault fault() {
        return fault;
    }

    private static String message(String why) {
        return "The package was refused: " + why + ". Nothing was changed.";
    }
}
