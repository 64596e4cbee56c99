package org.lineageca.launcher.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.lineageca.launcher.health.Reasons;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.PrivateFiles;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.installation.SharedTokenPlace;
import org.lineageca.migrations.LoginRole;

/**
 * The way up of an installation that holds the root's token: nothing of it answers relying parties,
 * and its tokens stay locked until their custodians come.
 */
final class OfflineStartup implements Startup {

    private static final List<LoginRole> ROLES = List.of(LoginRole.CORE, LoginRole.CONSOLE);
    private static final String CREATE_VAULT = "create-vault";

    private final StartSteps steps;
    private final Installation installation;
    private final Programs programs;

    OfflineStartup(StartSteps steps) {
        this.steps = steps;
        this.installation = steps.installation();
        this.programs = steps.programs();
    }

    @Override
    public void run() throws StartFailedException, InterruptedException {
        try {
            steps.endOrphans();
            steps.checkPorts();
            new OfflineConfigurationFiles(installation, steps.settings().ports()).write();
            tokens();
            steps.database(ROLES);
            people();
            startTier(
                    List.of(
                            programs.sharedSigner(SharedTokenPlace.root(installation)),
                            programs.sharedSigner(SharedTokenPlace.rehearsal(installation))));
            startTier(List.of(programs.console()));
        } catch (IOException | RefusedException e) {
            throw new StartFailedException(Reasons.of(e), null, e);
        }
    }

    @Override
    public void interrupt() {
        steps.interrupt();
    }

    private void startTier(List<Program> tier) throws StartFailedException, InterruptedException {
        steps.startTier(tier, installation.vaultCreated());
    }

    private void tokens() throws IOException, RefusedException {
        for (var place : SharedTokenPlace.of(installation)) {
            // Once there may be keys on it, its absence is said, not made good.
            if (!installation.vaultCreated() || place.isThrowAway()) {
                place.prepare();
            }
            place.open();
        }
    }

    private void people() throws StartFailedException, InterruptedException, IOException {
        var console = installation.credential("console-tls");
        if (installation.vaultCreated() && Files.exists(console)) {
            return;
        }
        var step = steps.board().begin("people", "making credentials");
        try {
            steps.runOnce(
                    programs.createVault(),
                    CREATE_VAULT,
                    "the credentials of people and console could not be made",
                    step);
        } catch (StartFailedException e) {
            step.failed(e.failure());
            throw e;
        }
        PrivateFiles.write(installation.vaultCreatedMarker(), "");
        step.done("credentials are in " + installation.credentials());
    }
}
