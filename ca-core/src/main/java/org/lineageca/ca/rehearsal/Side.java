package org.lineageca.ca.rehearsal;

/** Before or after the change. */
public enum Side {
    OLD("old"),
    NEW("new");

    private final String text;

    Side(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    Side other() {
        return this == OLD ? NEW : OLD;
    }
}
