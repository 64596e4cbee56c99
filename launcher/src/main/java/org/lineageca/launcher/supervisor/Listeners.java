package org.lineageca.launcher.supervisor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.lineageca.launcher.installation.Installation;

/** What the processes of an installation listen on, as the kernel says. */
public final class Listeners {

    private Listeners() {}

    /**
     * A socket that waits for whoever comes.
     *
     * @param protocol tcp, tcp6, udp or udp6
     */
    public record Listener(long pid, String protocol, InetSocketAddress address) {

        /** Whether only this machine reaches it. */
        public boolean isLoopback() {
            return address.getAddress().isLoopbackAddress();
        }
    }

    /**
     * All processes: the supervisor, what it started, and what those started.
     *
     * @param status what the supervisor says
     */
    public static List<ProcessHandle> processes(Installation installation, Status status) {
        var named =
                Stream.concat(
                        Stream.ofNullable(status.supervisor())
                                .flatMap(supervisor -> supervisor.handle().stream()),
                        status.programs().stream().flatMap(program -> program.process().stream()));
        var all = new TreeMap<Long, ProcessHandle>();
        Stream.concat(named, Orphans.of(installation).stream())
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .forEach(process -> all.put(process.pid(), process));
        return List.copyOf(all.values());
    }

    /**
     * What one process listens on.
     *
     * @throws IOException if this user may not see it
     */
    public static List<Listener> of(ProcessHandle process) throws IOException {
        var held = SocketTable.heldBy(process);
        var found = new ArrayList<Listener>();
        for (var socket : SocketTable.listening(Path.of("/proc/" + process.pid() + "/net"))) {
            if (held.contains(socket.inode())) {
                found.add(new Listener(process.pid(), socket.protocol(), socket.local()));
            }
        }
        return found;
    }
}
