package org.lineageca.system;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What does not say how long it waits waits a minute, and takes an exception for "not yet": where
 * much else runs ten seconds pass quickly, and programs give up on one another.
 */
public final class PatientWaits implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext test) {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
        Awaitility.ignoreExceptionsByDefault();
    }
}
