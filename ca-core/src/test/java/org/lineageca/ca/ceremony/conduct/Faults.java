package org.lineageca.ca.ceremony.conduct;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.Set;

/**
 * Lets every effect fail once before it takes hold, and once after: whoever asked learns nothing in
 * either case.
 */
final class Faults {

    /** The failure. */
    static final class PowerLoss extends RuntimeException {
        PowerLoss(String where) {
            super("power lost " + where);
        }
    }

    private final Set<String> effects;
    private final Set<String> seen = new HashSet<>();
    private int recorded;
    private boolean on = true;
    private int count;

    /**
     * @param effects names of methods that change something
     */
    Faults(Set<String> effects) {
        this.effects = effects;
    }

    /** How many failures there were. */
    int count() {
        return count;
    }

    /** Whether things fail from now on. */
    void turn(boolean to) {
        on = to;
    }

    /** The same, failing. */
    <T> T in(Class<T> type, T object) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, arguments) -> {
                            // What is asked again until it is on record fails once each way.
                            var where = method.getName() + " after entry " + recorded;
                            var effect = on && effects.contains(method.getName());
                            if (effect && seen.add("before " + where)) {
                                count++;
                                throw new PowerLoss("before " + where);
                            }
                            try {
                                var result = method.invoke(object, arguments);
                                if (effect && seen.add("after " + where)) {
                                    count++;
                                    if (type == CeremonyStore.class) {
                                        recorded++;
                                    }
                                    throw new PowerLoss("after " + where);
                                }
                                return result;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }));
    }
}
