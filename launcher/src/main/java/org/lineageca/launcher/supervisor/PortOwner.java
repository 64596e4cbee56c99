package org.lineageca.launcher.supervisor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lineageca.launcher.health.Reasons;

/** Whether a TCP port on 127.0.0.1 can be listened on, and if not, who has it. */
public final class PortOwner {

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
        var inodes =
                SocketTable.listening(Path.of("/proc/net")).stream()
                        .filter(socket -> socket.isTcp() && socket.local().getPort() == port)
                        .map(SocketTable.Listening::inode)
                        .collect(Collectors.toSet());
        return inodes.isEmpty()
                ? Optional.empty()
                : ProcessHandle.allProcesses().filter(p -> holdsOneOf(p, inodes)).findFirst();
    }

    private static boolean holdsOneOf(ProcessHandle process, Set<Long> inodes) {
        try {
            return !Collections.disjoint(SocketTable.heldBy(process), inodes);
        } catch (IOException notVisible) {
            return false;
        }
    }

    private static String name(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> String.valueOf(Path.of(command).getFileName()))
                .orElse("a program");
    }
}
