package org.lineageca.hsm.signer;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.hsm.pkcs11.Pkcs11Token;
import org.lineageca.hsm.pkcs11.Slot;
import org.lineageca.hsm.pkcs11.SlotToken;
import org.lineageca.hsm.pkcs11.WrongPinException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The signer's command line. */
@Command(
        name = "signer",
        mixinStandardHelpOptions = true,
        version = "signer 0.1.0",
        sortOptions = false,
        description =
                "Signs digests with the keys of one PKCS #11 token, for the processes of its own user.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "2:the command line is wrong",
            "3:the token is not there or was lost; start again",
            "4:the token refused the PIN; do not start again with the same one",
            "5:the socket is taken or open to others",
            "6:deactivated by request (--shared); start again, and it is locked",
            "143:ended by SIGTERM"
        })
public final class SignerMain implements Callable<Integer> {

    /** Where SoftHSM's configuration is, and so, by our custom, its token. */
    private static final String SOFTHSM_CONFIGURATION = "SOFTHSM2_CONF";

    @Spec private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--library",
            required = true,
            paramLabel = "FILE",
            description = "PKCS #11 library of the token")
    private Path library = Path.of("");

    @Option(
            names = "--token",
            required = true,
            paramLabel = "LABEL",
            description = "label the token must have")
    private String token = "";

    @Option(
            names = "--slot-list-index",
            paramLabel = "N",
            defaultValue = "0",
            description = "position of its slot in the library's list (default: ${DEFAULT-VALUE})")
    private int slotListIndex;

    @Option(
            names = "--socket",
            required = true,
            paramLabel = "FILE",
            description = "Unix-domain socket to serve, in a folder of mode 0700")
    private Path socket = Path.of("");

    @Option(
            names = "--pin-fd",
            paramLabel = "N",
            defaultValue = "-1",
            description =
                    "file descriptor to read the PIN's line from (default: prompt, or 0 without a terminal)")
    private int pinDescriptor;

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "2",
            description = "threads that use the token (default: ${DEFAULT-VALUE})")
    private int workers;

    @Option(
            names = "--shared",
            description =
                    "start locked: the PIN is split among custodians, whose shares come by the socket")
    private boolean shared;

    @Option(
            names = "--throw-away",
            description = "with --shared: the token is for rehearsals, a proposal erases it")
    private boolean throwAway;

    @Option(
            names = "--share-sets",
            paramLabel = "FILE",
            description =
                    "with --shared: record of the present share set, nothing secret; to be kept with the token (default: 'share-sets' beside the file SOFTHSM2_CONF names)")
    private @Nullable Path shareSets;

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "record of signatures that must be made once only; without it, none are")
    private @Nullable Path journal;

    @Option(
            names = "--checkpoints",
            paramLabel = "FILE",
            description =
                    "memory of the checkpoints of audit logs it signed, nothing secret (default: 'checkpoints' beside the file SOFTHSM2_CONF names; without that, none are signed)")
    private @Nullable Path checkpoints;

    /** Runs the signer until the token is lost or the process is told to end. */
    public static void main(String[] arguments) {
        if (System.getProperty("logback.configurationFile") == null) {
            // Under its own name: on a shared class path, logback.xml is somebody else's.
            System.setProperty("logback.configurationFile", "org/lineageca/hsm/signer/logback.xml");
        }
        System.exit(new CommandLine(new SignerMain()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        checkOptions();
        var log = LoggerFactory.getLogger(SignerMain.class);
        try (var bound = SocketFile.bind(socket)) {
            var opened =
                    journal == null
                            ? Optional.<SignatureJournal>empty()
                            : Optional.of(SignatureJournal.open(journal));
            var records =
                    new SigningRecords(
                            new SignOnce(opened),
                            new SignCheckpoints(
                                    checkpointFile().map(CheckpointMemory::new),
                                    InstantSource.system()));
            return new Service(bound, access(), records, workers).run(socket).code();
        } catch (WrongPinException e) {
            log.error(
                    "{}. The signer did not start. Start it with the right PIN; too many wrong ones lock a token.",
                    e.getMessage());
            return ExitStatus.WRONG_PIN.code();
        } catch (SocketRefusedException e) {
            log.error(e.getMessage());
            return ExitStatus.SOCKET_REFUSED.code();
        } catch (TokenUnavailableException e) {
            log.error(
                    "HSM token '{}' cannot be used {}. The signer did not start. Check that the token is present and the library is its own, then start again.",
                    token,
                    e.why());
            return ExitStatus.TOKEN_UNAVAILABLE.code();
        } catch (IOException e) {
            log.error("{}. The signer did not start.", e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
    }

    private void checkOptions() {
        if (workers < 1) {
            throw new ParameterException(command.commandLine(), "--workers must be at least 1");
        }
        if (!shared && (throwAway || shareSets != null)) {
            throw new ParameterException(
                    command.commandLine(), "--throw-away and --share-sets go with --shared");
        }
        if (shared && pinDescriptor >= 0) {
            throw new ParameterException(
                    command.commandLine(), "--shared takes shares of the PIN, no --pin-fd");
        }
    }

    private TokenAccess access() throws IOException {
        var slot = new Slot(library, slotListIndex);
        var clock = InstantSource.system();
        var random = new SecureRandom();
        if (!shared) {
            return new PinAccess(Pkcs11Token.open(slot, token, readPin(), clock, random));
        }
        return ShareAccess.start(
                SlotToken.find(slot, token, clock, random),
                new ShareSetFile(shareSetFile()),
                throwAway,
                clock,
                random);
    }

    private Path shareSetFile() {
        return besideToken(shareSets, "share-sets")
                .orElseThrow(() ->
                        new ParameterException(
                                command.commandLine(),
                                "--shared needs --share-sets, in a folder that is kept"));
    }

    private Optional<Path> checkpointFile() {
        return besideToken(checkpoints, CheckpointMemory.FILE);
    }

    private static Optional<Path> besideToken(@Nullable Path chosen, String name) {
        if (chosen != null) {
            return Optional.of(chosen);
        }
        return Optional.ofNullable(System.getenv(SOFTHSM_CONFIGURATION))
                .map(configuration -> Path.of(configuration).resolveSibling(name));
    }

    private char[] readPin() throws IOException {
        var terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal);
        return pinDescriptor < 0 && terminal.isPresent()
                ? PinInput.prompt(terminal.get(), token)
                : PinInput.read(Math.max(0, pinDescriptor));
    }
}
