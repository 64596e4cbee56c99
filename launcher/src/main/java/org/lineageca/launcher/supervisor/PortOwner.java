package org.lineageca.launcher.supervisor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lineageca.launcher.health.Reasons;

/** Whether a TCP port on 127.0.0.1 can be listened on, and if not, who has it. */
public final class PortOwner {

    private static final List<Path> TABLES =
            List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final String LISTENING = "0A";
    private static final int STATE = 3;
    private static final int INODE = 9;

    private PortOwner() {}

    /** Nothing if the port is free; else why it is not, for people. */
    public static Optional<String> whyNotFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return Optional.empty();
        } catch (IOException e) {
            var owner = find(port);
            return Optional.of(
                    owner.map(o -> "taken by %s (process %d)".formatted(name(o), o.pid()))
                            .orElse("not free: " + Reasons.of(e)));
        }
    }

    /** The process that listens on the port, if this user may see it. */
    static Optional<ProcessHandle> find(int port) {
        var inodes = socketsListeningOn(port);
        return inodes.isEmpty()
                ? Optional.empty()
                : ProcessHandle.allProcesses().filter(p -> holdsOneOf(p, inodes)).findFirst();
    }

    private static Set<String> socketsListeningOn(int port) {
        var wanted = ":%04X".formatted(port).toUpperCase(Locale.ROOT);
        var inodes = new HashSet<String>();
        for (var table : TABLES) {
            try {
                for (var line : Files.readAllLines(table)) {
                    var columns = List.of(line.strip().split("\\s+", -1));
                    if (columns.size() > INODE
                            && columns.get(1).endsWith(wanted)
                            && columns.get(STATE).equals(LISTENING)) {
                        inodes.add("socket:[" + columns.get(INODE) + "]");
                    }
                }
            } catch (IOException notThere) {
                // A machine without IPv6 has no tcp6.
            }
        }
        return inodes;
    }

    private static boolean holdsOneOf(ProcessHandle process, Set<String> sockets) {
        try (var descriptors =
                Files.newDirectoryStream(Path.of("/proc/" + process.pid() + "/fd"))) {
            for (var descriptor : descriptors) {
                if (sockets.contains(target(descriptor))) {
                    return true;
                }
            }
            return false;
        } catch (IOException notVisible) {
            return false;
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static String name(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> String.valueOf(Path.of(command).getFileName()))
                .orElse("a program");
    }
}
