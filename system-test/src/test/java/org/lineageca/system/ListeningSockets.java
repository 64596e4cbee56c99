package org.lineageca.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What processes listen on, as the kernel tells it in /proc. */
final class ListeningSockets {

    /** As the kernel writes them: words of the machine's byte order, least significant first. */
    private static final Set<String> LOOPBACK =
            Set.of(
                    "0100007F",
                    "00000000000000000000000001000000",
                    "0000000000000000FFFF00000100007F");

    private ListeningSockets() {}

    /** A TCP socket that listens, or a UDP socket that takes datagrams from anyone. */
    record Socket(long pid, String table, String address, int port) {

        boolean isLoopback() {
            return LOOPBACK.contains(address);
        }
    }

    /** Those of the processes that name a folder, and of what they started. */
    static List<Socket> of(Path folder) throws IOException {
        var pids = new TreeSet<Long>();
        for (var sight : Processes.of(folder)) {
            ProcessHandle.of(sight.pid()).stream()
                    .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                    .forEach(process -> pids.add(process.pid()));
        }
        var found = new ArrayList<Socket>();
        for (var pid : pids) {
            var open = Processes.openFiles(pid);
            for (var table : List.of("tcp", "tcp6", "udp", "udp6")) {
                for (var line : Files.readAllLines(Path.of("/proc/net/" + table))) {
                    var columns = List.of(line.strip().split("\\s+", -1));
                    var waits = table.startsWith("tcp") ? "0A" : "07";
                    if (columns.get(3).equals(waits)
                            && open.contains("socket:[" + columns.get(9) + "]")) {
                        var local = columns.get(1).split(":", -1);
                        found.add(new Socket(pid, table, local[0], Integer.parseInt(local[1], 16)));
                    }
                }
            }
        }
        return found;
    }
}
