package org.lineageca.system;

import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Prints what the open pages show when a test fails: what was missing on them does not tell. */
public final class LastPages implements AfterTestExecutionCallback {

    @Override
    public void afterTestExecution(ExtensionContext test) {
        if (test.getExecutionException().isPresent()) {
            Browser.ofThisThread()
                    .ifPresent(browser ->
                            System.err.println(
                                    test.getDisplayName()
                                            + " failed while the browser showed\n"
                                            + browser.shown()));
        }
    }
}
