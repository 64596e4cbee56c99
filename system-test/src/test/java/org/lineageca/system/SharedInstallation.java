package org.lineageca.system;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives the tests one installation that is started by the first that asks and ended after the last.
 */
final class SharedInstallation implements ParameterResolver {

    /** Held by whoever works on it: one class at a time. */
    static final String LOCK = "SharedInstallation";

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(SharedInstallation.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Installation.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(ExtensionContext.StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .computeIfAbsent(
                        Installation.class, _ -> Installation.startQuickly(), Installation.class);
    }
}
