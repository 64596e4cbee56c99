package org.lineageca.launcher.command.person;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.supervisor.Registration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Registers someone new. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = {
            "Registers someone by a new key and certificate, left in credentials/NAME, or by a certificate they bring.",
            "A name or a certificate that is or was registered is refused."
        })
final class AddPerson implements Callable<Integer> {

    /** What someone is in a ceremony (RFC 3647 5.2.1). */
    enum Role {
        ADMINISTRATOR,
        WITNESS,
        CUSTODIAN
    }

    private final Lineage lineage;

    @Parameters(
            paramLabel = "NAME",
            description = "2 to 40 of a-z, 0-9 and hyphen, a letter first.")
    private String name = "";

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            defaultValue = "CUSTODIAN",
            description = "administrator, witness or custodian (default: custodian).")
    private Role role = Role.CUSTODIAN;

    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            description =
                    "A self-signed certificate for signing in, PEM or DER; its key stays where it is.")
    private @Nullable Path certificate;

    AddPerson(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        var arguments = new ArrayList<>(List.of("add", name, role.name().toLowerCase(Locale.ROOT)));
        if (certificate != null) {
            if (!Files.isReadable(certificate)) {
                throw new RefusedException(
                        "There is no readable file %s. Nothing was changed."
                                .formatted(certificate));
            }
            arguments.add(certificate.toRealPath().toString());
        }
        Registration.perform(lineage.installation(), arguments)
                .forEach(lineage.surroundings().out()::println);
        return ExitStatus.DONE;
    }
}
