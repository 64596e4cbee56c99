package org.lineageca.launcher.supervisor;

import java.util.List;
import java.util.Map;

/** The environment of every process: nothing of the user's shell but what a program needs. */
public final class CleanEnvironment {

    private static final List<String> INHERITED = List.of("PATH", "HOME", "USER", "LOGNAME");

    private CleanEnvironment() {}

    public static void apply(Map<String, String> environment) {
        environment.keySet().retainAll(INHERITED);
        environment.put("LANG", "C.UTF-8");
    }
}
