package org.lineageca.hsm.signer;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.hsm.pkcs11.Pkcs11Token;
import org.lineageca.hsm.pkcs11.Slot;
import org.lineageca.hsm.pkcs11.WrongPinException;
import org.slf4j.Logger;
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
            "143:ended by SIGTERM"
        })
public final class SignerMain implements Callable<Integer> {

    private static final Duration FAREWELL = Duration.ofMillis(500);

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
        if (workers < 1) {
            throw new ParameterException(command.commandLine(), "--workers must be at least 1");
        }
        var log = LoggerFactory.getLogger(SignerMain.class);
        try (var bound = SocketFile.bind(socket)) {
            var opened =
                    Pkcs11Token.open(
                            new Slot(library, slotListIndex),
                            token,
                            readPin(),
                            InstantSource.system(),
                            new SecureRandom());
            return serve(bound, opened, log);
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

    private Integer serve(SocketFile bound, Pkcs11Token opened, Logger log)
            throws InterruptedException {
        var health = opened.checkHealth();
        var desk = new TokenDesk(opened, workers);
        var listener = new Listener(bound, desk);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(bound, desk, log)));
        Thread.ofPlatform().name("listener").daemon().start(listener::run);
        log.info(
                "ready: token '{}', {} keys, socket {}, test signature in {} ms",
                token,
                health.keys(),
                socket,
                health.latency().toMillis());
        var loss = new TokenWatch(desk).awaitLoss();
        log.error(
                "HSM token '{}' is lost: {}. The signer ends, to be started again.",
                token,
                loss.why());
        var deadline = System.nanoTime() + FAREWELL.toNanos();
        while (!listener.isIdle() && System.nanoTime() < deadline) {
            Thread.sleep(5);
        }
        return ExitStatus.TOKEN_UNAVAILABLE.code();
    }

    private char[] readPin() throws IOException {
        var terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal);
        return pinDescriptor < 0 && terminal.isPresent()
                ? PinInput.prompt(terminal.get(), token)
                : PinInput.read(Math.max(0, pinDescriptor));
    }

    private static void stop(SocketFile bound, TokenDesk desk, Logger log) {
        try {
            bound.close();
            desk.stop();
        } catch (IOException e) {
            log.warn("the socket was not removed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
