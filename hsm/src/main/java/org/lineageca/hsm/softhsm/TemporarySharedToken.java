package org.lineageca.hsm.softhsm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.lineageca.hsm.client.IssuedShare;
import org.lineageca.hsm.client.ShareRecipient;
import org.lineageca.hsm.client.ShareSeal;
import org.lineageca.hsm.client.ShareStatus;
import org.lineageca.hsm.client.SharedToken;
import org.lineageca.hsm.client.Signer;
import org.lineageca.hsm.client.SocketSigner;
import org.lineageca.hsm.client.TokenUnavailableException;

/**
 * A SoftHSM token whose PIN is split, in a temporary folder, and its signer in a process of its
 * own, restarted whenever it ends: for tests. The custodians are this object.
 */
public final class TemporarySharedToken implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path folder;
    private final SoftHsmToken token;
    private final SocketSigner signer;
    private final SupervisedSigner process;
    private List<String> shares = List.of();
    private boolean closed;

    private TemporarySharedToken(Path folder, SoftHsmToken token, List<String> more) {
        this.folder = folder;
        this.token = token;
        this.signer = SocketSigner.of(socket(), token.label(), PATIENCE);
        var arguments = new ArrayList<>(List.of("--socket", socket().toString(), "--shared"));
        arguments.addAll(List.of("--journal", journal().toString()));
        arguments.addAll(more);
        this.process = SupervisedSigner.start(token, arguments, "", folder.resolve("signer.log"));
    }

    /** A signer without a token, which {@link #initialise} makes. */
    public static TemporarySharedToken start(String label) {
        return start(label, List.of());
    }

    /** The same for rehearsals: a proposal erases the token. */
    public static TemporarySharedToken startThrowAway(String label) {
        return start(label, List.of("--throw-away"));
    }

    private static TemporarySharedToken start(String label, List<String> more) {
        try {
            var folder = Files.createTempDirectory("lineage-hsm");
            var token = SoftHsmToken.blank(folder.resolve("token"), label);
            var temporary = new TemporarySharedToken(folder, token, more);
            Runtime.getRuntime().addShutdownHook(new Thread(temporary::kill));
            temporary.awaitFirst();
            return temporary;
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary token did not start", e);
        }
    }

    /** One client of the signer, which ends with this object and waits a minute for answers. */
    public Signer signer() {
        return signer;
    }

    /** The same client, for what concerns shares. */
    public SharedToken shared() {
        return signer;
    }

    public Path socket() {
        return folder.resolve("run").resolve("signer.sock");
    }

    public Path journal() {
        return folder.resolve("token").resolve("journal");
    }

    /** Where it is kept which shares open the token. */
    public Path shareSets() {
        return folder.resolve("token").resolve("share-sets");
    }

    public SoftHsmToken token() {
        return token;
    }

    /** What all its signers have logged so far. */
    public String log() {
        return process.log();
    }

    /** The signer that runs now, or ran last. */
    public ProcessHandle process() {
        return process.process();
    }

    /** How the signers before this one ended, in order; 6 is by {@link #deactivate}. */
    public List<Integer> exitStatuses() {
        return process.exitStatuses();
    }

    /**
     * Proposes a set on cards without offering any of it back.
     *
     * @return the cards' texts
     */
    public List<String> propose(int quorum, int custodians) {
        var recipients =
                IntStream.rangeClosed(1, custodians)
                        .mapToObj(number -> new ShareRecipient("custodian-" + number, null))
                        .toList();
        return signer.propose(quorum, recipients).stream()
                .map(share ->
                        switch (share) {
                            case IssuedShare.Card card -> card.text();
                            case IssuedShare.Enveloped _ ->
                                    throw new IllegalStateException("an envelope for a card");
                        })
                .toList();
    }

    /**
     * Makes the token, which is active then, and keeps the shares for {@link #activate}.
     *
     * @return their texts
     */
    public List<String> initialise(int quorum, int custodians) {
        shares = propose(quorum, custodians);
        shares.forEach(this::offer);
        return shares;
    }

    /** Opens the token with the first shares that make a quorum. */
    public ShareStatus activate() {
        for (var share : shares) {
            var status = offer(share);
            if (status.state() == ShareStatus.State.ACTIVE) {
                return status;
            }
        }
        throw new IllegalStateException("there are no shares: initialise the token first");
    }

    /** Hands in a share, sealed as its custodian would. */
    public ShareStatus offer(String share) {
        return signer.offer(ShareSeal.seal(share, signer.status().oneTimePublicKey()));
    }

    /** Deactivates the token and waits for the signer that follows, which is locked. */
    public void deactivate() {
        var last = process();
        signer.deactivate();
        last.onExit().join();
        awaitSigner();
    }

    /** Kills the signer (SIGKILL) and waits for the one that follows, which is locked. */
    public void restartSigner() {
        var last = process();
        last.destroyForcibly();
        last.onExit().join();
        awaitSigner();
    }

    /**
     * Waits until a signer answers.
     *
     * @throws IllegalStateException when none does within two minutes
     */
    public ShareStatus awaitSigner() {
        var deadline = System.nanoTime() + START.toNanos();
        while (true) {
            try {
                return signer.status();
            } catch (TokenUnavailableException e) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the signer does not answer:\n" + log(), e);
                }
            }
        }
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
}
