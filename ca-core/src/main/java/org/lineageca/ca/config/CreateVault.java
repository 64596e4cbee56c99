package org.lineageca.ca.config;

import io.micronaut.context.ApplicationContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.TrustedRole;

/**
 * Makes the first people of an offline installation, and the console's certificate: an
 * administrator, a witness, and three custodians, of whom two can open the token.
 *
 * <p>Every step looks first whether it is done, so a run that was cut short is simply repeated. Who
 * carried their credential away, or was removed, is not made again.
 */
@Singleton
public final class CreateVault {

    private static final Actor ACTOR = new Actor.Installation("create-vault");
    private static final int CUSTODIANS = 3;

    private final PinnedCredentials credentials;

    CreateVault(PinnedCredentials credentials) {
        this.credentials = credentials;
    }

    /** The program. Configured like the others, by {@code -Dmicronaut.config.files}. */
    public static void main(String[] arguments) throws IOException {
        try (var context = ApplicationContext.run()) {
            context.getBean(CreateVault.class)
                    .create(context.getBean(Settings.Credentials.class).credentials());
        }
    }

    void create(Path folder) throws IOException {
        person(folder, "administrator", TrustedRole.Administrator);
        person(folder, "witness", TrustedRole.Auditor);
        for (var number = 1; number <= CUSTODIANS; number++) {
            person(folder, "custodian-" + number, TrustedRole.Officer);
        }
        if (credentials.console(folder.resolve("console-tls"))) {
            progress("the console's certificate is in " + folder.resolve("console-tls"));
        }
        progress("credentials of people and console are in " + folder);
    }

    private void person(Path folder, String name, TrustedRole role) throws IOException {
        if (credentials.ensure(ACTOR, folder.resolve(name), name, role)) {
            progress(name + " is registered");
        }
    }

    private static void progress(String text) {
        System.out.println("step " + text);
    }
}
