package org.lineageca.hsm.softhsm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.lineageca.hsm.client.Signer;
import org.lineageca.hsm.client.SocketSigner;
import org.lineageca.hsm.client.TokenUnavailableException;

/**
 * A SoftHSM token in a temporary folder and its signer in a process of its own, restarted whenever
 * it ends: for tests.
 */
public final class TemporaryToken implements AutoCloseable {

    private static final String PIN = "temporary-user-pin";
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path folder;
    private final SoftHsmToken token;
    private final SocketSigner signer;
    private final SupervisedSigner process;
    private boolean closed;

    private TemporaryToken(Path folder, SoftHsmToken token) {
        this.folder = folder;
        this.token = token;
        this.signer = SocketSigner.of(socket(), token.label(), PATIENCE);
        this.process =
                SupervisedSigner.start(
                        token,
                        List.of("--socket", socket().toString(), "--pin-fd", "0"),
                        PIN + "\n",
                        folder.resolve("signer.log"));
    }

    /** Makes the token and returns when its signer signs. */
    public static TemporaryToken start(String label) {
        try {
            var folder = Files.createTempDirectory("lineage-hsm");
            var token =
                    SoftHsmToken.create(
                            folder.resolve("token"),
                            label,
                            "temporary-officer-pin".toCharArray(),
                            PIN.toCharArray());
            var temporary = new TemporaryToken(folder, token);
            Runtime.getRuntime().addShutdownHook(new Thread(temporary::kill));
            temporary.awaitFirst();
            return temporary;
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary token did not start", e);
        }
    }

    /**
     * One client of the signer, which ends with this object. It waits a minute where a program
     * would give up after two seconds: how busy the machine is is nothing a test asks about.
     */
    public Signer signer() {
        return signer;
    }

    public Path socket() {
        return folder.resolve("run").resolve("signer.sock");
    }

    public SoftHsmToken token() {
        return token;
    }

    /** The user PIN. */
    public String pin() {
        return PIN;
    }

    /** What all its signers have logged so far. */
    public String log() {
        return process.log();
    }

    /** The signer that runs now, or ran last. */
    public ProcessHandle process() {
        return process.process();
    }

    /** How the signers before this one ended, in order; 137 is SIGKILL. */
    public List<Integer> exitStatuses() {
        return process.exitStatuses();
    }

    /** Takes the token away, as if it were unplugged. */
    public void lose() {
        move(token.objects(), away());
    }

    /** Puts the token back. */
    public void restore() {
        move(away(), token.objects());
    }

    /**
     * Waits until the signer makes its test signature again.
     *
     * @throws IllegalStateException when it does not within two minutes
     */
    public void awaitSigner() {
        var deadline = System.nanoTime() + START.toNanos();
        while (true) {
            try {
                signer.health();
                return;
            } catch (TokenUnavailableException e) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the signer does not sign:\n" + log(), e);
                }
            }
        }
    }

    /** Kills the signer (SIGKILL); another follows. */
    public void killSigner() {
        process().destroyForcibly();
    }

    /** Kills the signer (SIGKILL) and waits for the one that follows. */
    public void restartSigner() {
        var last = process();
        killSigner();
        last.onExit().join();
        awaitSigner();
    }

    @Override
    public void close() {
        end(process::close);
    }

    /** The same where nobody starts another signer any more. */
    private void kill() {
        end(process::kill);
    }

    private synchronized void end(Runnable endSigner) {
        if (closed) {
            return;
        }
        closed = true;
        signer.close();
        endSigner.run();
        try {
            SoftHsmToken.deleteTree(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary token left files in " + folder, e);
        }
    }

    private void awaitFirst() {
        try {
            awaitSigner();
        } catch (IllegalStateException e) {
            close();
            throw e;
        }
    }

    private Path away() {
        return token.folder().resolve("tokens.away");
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
