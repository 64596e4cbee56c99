package org.lineageca.launcher.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A short way to a folder of sockets: the path of a socket has at most 107 bytes, that of an
 * installation may be longer.
 */
public final class SocketShortcut implements AutoCloseable {

    private final Path folder;
    private final Path link;

    private SocketShortcut(Path folder) {
        this.folder = folder;
        this.link = folder.resolve("run");
    }

    public static SocketShortcut to(Path sockets) throws IOException {
        var shortcut = new SocketShortcut(Files.createTempDirectory("lineage"));
        Files.createSymbolicLink(shortcut.link, sockets);
        return shortcut;
    }

    /** The short path of one of them. */
    public Path of(Path socket) {
        return link.resolve(String.valueOf(socket.getFileName()));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(link);
        Files.deleteIfExists(folder);
    }
}
