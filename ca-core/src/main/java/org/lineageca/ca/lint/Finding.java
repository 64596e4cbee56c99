package org.lineageca.ca.lint;

/**
 * What a rule has to say.
 *
 * @param rule its name
 * @param source the clause it enforces
 * @param text what is wrong
 */
public record Finding(String rule, Severity severity, String source, String text) {

    static Finding of(Lint<?> lint, String text) {
        return new Finding(lint.name(), lint.severity(), lint.source(), text);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    @Override
    public String toString() {
        return rule + ": " + text + " (" + source + ")";
    }
}
