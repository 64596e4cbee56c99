package org.lineageca.launcher.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.lineageca.launcher.health.Reasons;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.PrivateFiles;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.installation.TokenPlace;
import org.lineageca.migrations.LoginRole;

/** The way up of an installation that issues and answers relying parties. */
final class OnlineStartup implements Startup {

    private static final List<LoginRole> ROLES =
            List.of(
                    LoginRole.CORE,
                    LoginRole.CONSOLE,
                    LoginRole.RESPONDER,
                    LoginRole.PUBLISHER,
                    LoginRole.REPLICATOR);

    private final StartSteps steps;
    private final Installation installation;
    private final Programs programs;

    OnlineStartup(StartSteps steps) {
        this.steps = steps;
        this.installation = steps.installation();
        this.programs = steps.programs();
    }

    @Override
    public void run() throws StartFailedException, InterruptedException {
        try {
            steps.endOrphans();
            steps.checkPorts();
            new ConfigurationFiles(
                            installation, steps.settings().ports(), steps.settings().responders())
                    .write();
            var _ =
                    steps.secrets()
                            .keptIn(installation.secrets().resolve(ConfigurationFiles.ORDER_KEY));
            PrivateFiles.folder(installation.published());
            tokens();
            steps.database(ROLES);
            var further = new FurtherResponders(steps);
            further.prepare();
            startTier(
                    List.of(
                            programs.signer(TokenPlace.issuing(installation)),
                            programs.signer(TokenPlace.responder(installation)),
                            programs.publisher()));
            pki();
            var last =
                    new ArrayList<>(
                            List.of(programs.core(), programs.responder(), programs.console()));
            last.addAll(further.programs());
            startTier(last);
        } catch (IOException | RefusedException e) {
            throw new StartFailedException(Reasons.of(e), null, e);
        }
    }

    @Override
    public void interrupt() {
        steps.interrupt();
    }

    private void startTier(List<Program> tier) throws StartFailedException, InterruptedException {
        steps.startTier(tier, installation.pkiCreated());
    }

    private void tokens() throws IOException, RefusedException {
        var created = installation.pkiCreated();
        var places =
                new ArrayList<>(
                        List.of(
                                TokenPlace.issuing(installation),
                                TokenPlace.responder(installation)));
        if (!created) {
            places.add(TokenPlace.root(installation));
        }
        var missing =
                created
                        // Its keys cannot be made again: the signer says that it is gone.
                        ? List.<TokenPlace>of()
                        : places.stream().filter(place -> !place.isComplete()).toList();
        if (!missing.isEmpty()) {
            var step = steps.board().begin("tokens", "making SoftHSM tokens");
            for (var place : missing) {
                place.ensure(steps.secrets());
            }
            var labels = missing.stream().map(TokenPlace::label).toList();
            step.done("SoftHSM: " + String.join(", ", labels));
        }
        places.forEach(TokenPlace::open);
    }

    private void pki() throws StartFailedException, InterruptedException, IOException {
        if (installation.pkiCreated()) {
            return;
        }
        var step = steps.board().begin("PKI", "starting the root's signer");
        try {
            var root = steps.awaitUp(programs.signer(TokenPlace.root(installation)), step);
            steps.runOnce(programs.createPki(), "create-pki", "the PKI could not be created", step);
            steps.children().remove(root);
        } catch (StartFailedException e) {
            step.failed(e.failure());
            throw e;
        }
        Files.deleteIfExists(installation.configuration("create-pki"));
        PrivateFiles.write(installation.pkiCreatedMarker(), "");
        step.done("created; the root's signer is stopped");
    }
}
