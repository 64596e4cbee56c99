package org.lineageca.hsm.signer;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.Set;

/**
 * A bound Unix-domain socket that only its owner can reach: mode 0600 in a folder of mode 0700.
 *
 * <p>A lock file beside it says who lives: the kernel drops the lock of a killed signer, whose
 * socket file is then replaced.
 */
final class SocketFile implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int BACKLOG = 128;

    private final Path path;
    private final FileChannel lock;
    private final ServerSocketChannel channel;

    private SocketFile(Path path, FileChannel lock, ServerSocketChannel channel) {
        this.path = path;
        this.lock = lock;
        this.channel = channel;
    }

    /**
     * Binds the socket.
     *
     * @throws SocketRefusedException when another signer has it or others could reach it
     */
    static SocketFile bind(Path path) throws IOException, InterruptedException {
        var folder = path.toAbsolutePath().normalize().getParent();
        if (folder == null) {
            throw new SocketRefusedException(path + " is no place for a socket.");
        }
        makePrivate(folder);
        var lock = lock(path, folder.resolve("." + path.getFileName() + ".lock"));
        var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            removeStale(path);
            channel.bind(UnixDomainSocketAddress.of(path), BACKLOG);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            return new SocketFile(path, lock, channel);
        } catch (IOException | SocketRefusedException e) {
            channel.close();
            lock.close();
            throw e;
        }
    }

    ServerSocketChannel channel() {
        return channel;
    }

    /** The user this program runs as. */
    UserPrincipal owner() throws IOException {
        return Files.getOwner(path);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(path);
        lock.close();
    }

    private static void makePrivate(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            Files.createDirectories(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
        var mode =
                PosixFilePermissions.toString(
                        Files.readAttributes(folder, PosixFileAttributes.class).permissions());
        if (!mode.endsWith("------")) {
            throw new SocketRefusedException(
                    "The folder %s is open to others (%s). The signer did not start. Run: chmod 700 %s"
                            .formatted(folder, mode, folder));
        }
    }

    private static FileChannel lock(Path socket, Path file)
            throws IOException, InterruptedException {
        var channel =
                FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        // One that was just asked to end may need a moment.
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isLocked(channel)) {
            if (System.nanoTime() > deadline) {
                channel.close();
                throw new SocketRefusedException(
                        "Another signer serves %s. This one did not start. Stop the other first, or use another --socket."
                                .formatted(socket));
            }
            Thread.sleep(20);
        }
        return channel;
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldInThisProcess) {
            return false;
        }
    }

    private static void removeStale(Path socket) throws IOException {
        if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        var attributes =
                Files.readAttributes(socket, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isOther()) {
            throw new SocketRefusedException(
                    "%s is there and is no socket. The signer did not start and left it alone. Use another --socket."
                            .formatted(socket));
        }
        Files.delete(socket);
    }
}
