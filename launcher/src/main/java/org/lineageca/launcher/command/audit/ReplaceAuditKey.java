package org.lineageca.launcher.command.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.command.ca.OfficerOption;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Gives the audit log another key where its own is lost. */
@Command(
        name = "replace-audit-key",
        mixinStandardHelpOptions = true,
        description = {
            "Makes another key that signs the audit log, where the one before is lost with its token,",
            "and prints the verifier keys that auditors need from now on, the new one last.",
            "Refuses as long as the key is on its token."
        })
public final class ReplaceAuditKey implements Callable<Integer> {

    private final Lineage lineage;

    @Mixin private OfficerOption officer = new OfficerOption();

    public ReplaceAuditKey(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        try (var core = officer.core(lineage.installation(), OfficerOption.FIRST)) {
            var answer = core.post("/audit/key", JsonNodeFactory.instance.objectNode());
            var out = lineage.surroundings().out();
            answer.path("keys").forEach(key -> out.println(key.asText()));
        }
        return ExitStatus.DONE;
    }
}
