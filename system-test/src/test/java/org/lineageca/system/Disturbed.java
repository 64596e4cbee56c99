package org.lineageca.system;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * An installation for tests that kill programs and take tokens away: none of them may leave
 * anything broken to the next. Those whose officers replace its CAs come last ({@link Turn}).
 */
record Disturbed(Installation lineage) implements AutoCloseable {

    /** Held by whoever disturbs it: one class at a time. */
    static final String LOCK = "Disturbed";

    /** Gives tests the one there is, or its officers. */
    static final class Shared implements ParameterResolver {

        private static final ExtensionContext.Namespace NAMESPACE =
                ExtensionContext.Namespace.create(Disturbed.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            var type = parameter.getParameter().getType();
            return type == Disturbed.class || type == Officers.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            var disturbed =
                    context.getStore(ExtensionContext.StoreScope.LAUNCHER_SESSION, NAMESPACE)
                            .computeIfAbsent(
                                    Disturbed.class,
                                    _ -> new Disturbed(Installation.startSpied()),
                                    Disturbed.class);
            return parameter.getParameter().getType() == Officers.class
                    ? new Officers(disturbed.lineage())
                    : disturbed;
        }
    }

    @Override
    public void close() {
        lineage.close();
    }
}
