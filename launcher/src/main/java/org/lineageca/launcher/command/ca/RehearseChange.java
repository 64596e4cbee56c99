package org.lineageca.launcher.command.ca;

import java.io.IOException;
import java.util.concurrent.Callable;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.rehearsal.Change;
import org.lineageca.launcher.rehearsal.Rehearsal;
import org.lineageca.launcher.rehearsal.ShadowDescription;
import org.lineageca.launcher.service.CoreClient;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tries a change of a CA's key or certificate before it is made. */
@Command(
        name = "rehearse",
        mixinStandardHelpOptions = true,
        description = {
            "Tries a change on a shadow of a lineage's CA, made on a scratch token that is removed again:",
            "which verifiers on this machine accept what they should, and reject what is revoked.",
            "Nothing of the installation changes. Exit status 0 only if all of them get it right."
        })
final class RehearseChange implements Callable<Integer> {

    private final Lineage lineage;

    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--json", description = "Print the table and every answer as JSON.")
    private boolean json;

    @Option(
            names = "--successor",
            paramLabel = "NAME",
            description =
                    "The CA's name after a roll, RFC 4514 (default: the present one, its number counted on).")
    private @Nullable String successor;

    @Parameters(index = "0", paramLabel = "CHANGE", description = "roll, re-key or renew.")
    private String change = "";

    @Parameters(index = "1", paramLabel = "ROLE", description = "The lineage, e.g. tls-servers.")
    private String role = "";

    RehearseChange(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        var rehearsed = Change.parse(change).orElseThrow(this::noSuchChange);
        refuseWrongName();
        var installation = lineage.installation();
        ShadowDescription shadow;
        try (var core = CoreClient.of(installation)) {
            shadow = ShadowDescription.of(core.generations(), role);
        }
        var surroundings = lineage.surroundings();
        var outcome =
                new Rehearsal(installation, step -> surroundings.err().println(step + " …"))
                        .of(rehearsed, shadow, successor, json);
        surroundings.out().print(outcome.report());
        return outcome.ok() ? ExitStatus.DONE : ExitStatus.REFUSED;
    }

    /** Before anything is made for it. */
    private void refuseWrongName() {
        if (successor == null) {
            return;
        }
        try {
            new X500Principal(successor);
        } catch (IllegalArgumentException e) {
            throw wrongUsage(
                    "'%s' is not a distinguished name (RFC 4514): %s. Nothing was done."
                            .formatted(successor, e.getMessage()));
        }
    }

    private ParameterException noSuchChange() {
        return wrongUsage(
                "'%s' cannot be rehearsed; choose one of %s. Nothing was done."
                        .formatted(change, String.join(", ", Change.names())));
    }

    private ParameterException wrongUsage(String message) {
        if (spec == null) {
            throw new IllegalStateException("the command was not set up by picocli");
        }
        return new ParameterException(spec.commandLine(), message);
    }
}
