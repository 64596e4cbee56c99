package org.lineageca.console.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Pages that remember what they were told. */
final class HeardPages implements OpenPages {

    private final List<String> heard = new ArrayList<>();

    List<String> heard() {
        return List.copyOf(heard);
    }

    @Override
    public void warn(Instant end) {
        heard.add("ends at " + end);
    }

    @Override
    public void calm() {
        heard.add("goes on");
    }

    @Override
    public void leave(SessionEnd why) {
        heard.add("leaves for " + AccessFilter.signedOut(why));
    }

    @Override
    public void discard() {
        heard.add("discarded");
    }
}
