package org.lineageca.launcher.supervisor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The kernel's tables of sockets (proc(5), /proc/net/tcp and its like). */
final class SocketTable {

    private static final List<String> TABLES = List.of("tcp", "tcp6", "udp", "udp6");
    private static final String TCP_LISTENING = "0A";

    /** Of a datagram socket that takes what anyone sends it. */
    private static final String UDP_UNCONNECTED = "07";

    private static final int LOCAL = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final int WORD = 4;
    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");

    private SocketTable() {}

    /** A socket that waits for whoever comes. */
    record Listening(String protocol, InetSocketAddress local, long inode) {

        boolean isTcp() {
            return protocol.startsWith("tcp");
        }
    }

    /**
     * Those of a network.
     *
     * @param net the folder of the tables: {@code /proc/net}, or {@code /proc/<pid>/net}
     */
    static List<Listening> listening(Path net) {
        var found = new ArrayList<Listening>();
        for (var protocol : TABLES) {
            try {
                for (var line : Files.readAllLines(net.resolve(protocol))) {
                    var columns = List.of(line.strip().split("\\s+", -1));
                    if (columns.size() > INODE && waits(protocol, columns.get(STATE))) {
                        found.add(
                                new Listening(
                                        protocol,
                                        address(columns.get(LOCAL)),
                                        Long.parseLong(columns.get(INODE))));
                    }
                }
            } catch (IOException notThere) {
                // A machine without IPv6 has no tcp6 and udp6.
            }
        }
        return found;
    }

    /**
     * The inodes of the sockets a process has open.
     *
     * @throws IOException if this user may not see them
     */
    static Set<Long> heldBy(ProcessHandle process) throws IOException {
        var inodes = new HashSet<Long>();
        try (var descriptors =
                Files.newDirectoryStream(Path.of("/proc/" + process.pid() + "/fd"))) {
            for (var descriptor : descriptors) {
                var socket = SOCKET.matcher(target(descriptor));
                if (socket.matches()) {
                    inodes.add(Long.valueOf(socket.group(1)));
                }
            }
        }
        return inodes;
    }

    private static boolean waits(String protocol, String state) {
        return state.equals(protocol.startsWith("tcp") ? TCP_LISTENING : UDP_UNCONNECTED);
    }

    /** Such as {@code 0100007F:20F8}: the address in words of the machine's byte order. */
    private static InetSocketAddress address(String text) throws UnknownHostException {
        var parts = List.of(text.split(":", -1));
        var bytes = HexFormat.of().parseHex(parts.getFirst());
        var inOrder = new byte[bytes.length];
        for (var i = 0; i < bytes.length; i++) {
            inOrder[i] = bytes[i - i % WORD + WORD - 1 - i % WORD];
        }
        return new InetSocketAddress(
                InetAddress.getByAddress(inOrder), Integer.parseInt(parts.getLast(), 16));
    }

    private static String target(Path link) throws IOException {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (NoSuchFileException closedMeanwhile) {
            return "";
        }
    }
}
