package org.lineageca.launcher.command.responder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lineageca.hsm.client.SocketSigner;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.health.SocketShortcut;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.Kind;
import org.lineageca.launcher.installation.PortUse;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.installation.Settings;
import org.lineageca.launcher.installation.TokenPlace;
import org.lineageca.launcher.service.CoreClient;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Puts new keys in the place of those OCSP answers are signed with. */
@Command(
        name = "roll-key",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a new key on the responders' token for each that answers, has every generation",
            "certify it, waits until answers are signed with it, and destroys the one before.",
            "Answers are given all the while, and those signed before hold. Safe to repeat.",
            "Where keys that are to answer are not on the token any more, as it was lost, it makes one",
            "for each of those instead, and has it certified."
        })
public final class RollKey implements Callable<Integer> {

    private static final String OFFICER = "officer";

    private final Lineage lineage;

    @Option(
            names = "--as",
            paramLabel = "FOLDER",
            description = {
                "Your credential: a folder with certificate.pem and key.pem, or the name of one in credentials",
                "(default: officer)."
            })
    private @Nullable String folder;

    @Option(names = "--keep", description = "Leave the keys that are replaced on the token.")
    private boolean keep;

    @Option(
            names = "--print",
            description = {
                "Only make the new keys and print them, for an officer to hand in at the console;",
                "without --print the command then does what is left to do."
            })
    private boolean print;

    public RollKey(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        var installation = lineage.installation();
        var token = TokenPlace.responder(installation);
        try (var core = CoreClient.as(installation, credential(installation));
                var shortcut = SocketShortcut.to(installation.run());
                var signer = SocketSigner.of(shortcut.of(token.socket()), token.label());
                var watch = new ResponderKeys(addresses(installation))) {
            return new KeyRoll(core, signer, watch, lineage.surroundings().out()).run(print, keep);
        } catch (TokenUnavailableException e) {
            throw new RefusedException(e.getMessage() + " What was done stays; run this again.", e);
        }
    }

    /** Where each responder's operators' pages are: all sign with the same keys. */
    private static List<String> addresses(Installation installation)
            throws IOException, RefusedException {
        var settings = Settings.read(installation, Kind.ONLINE, "Nothing was done.");
        var addresses = new ArrayList<String>();
        addresses.add(settings.ports().address(PortUse.METRICS));
        settings.responders().forEach(responder -> addresses.add(responder.metricsAddress()));
        return addresses;
    }

    private Path credential(Installation installation) {
        if (folder == null) {
            return installation.credential(OFFICER);
        }
        var given = Path.of(folder);
        return Files.isDirectory(given) || given.getNameCount() > 1
                ? given.toAbsolutePath()
                : installation.credential(folder);
    }

    /** DER in PEM. */
    static String pem(byte[] publicKey) {
        return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                .formatted(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(publicKey));
    }
}
