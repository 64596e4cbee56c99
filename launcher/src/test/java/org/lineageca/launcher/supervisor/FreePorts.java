package org.lineageca.launcher.supervisor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.EnumMap;
import org.lineageca.launcher.installation.PortUse;
import org.lineageca.launcher.installation.Ports;

/** Ports that were free a moment ago. */
final class FreePorts {

    private FreePorts() {}

    static Ports find() throws IOException {
        var numbers = new EnumMap<PortUse, Integer>(PortUse.class);
        var open = new ArrayList<ServerSocket>();
        for (var use : PortUse.values()) {
            var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            open.add(socket);
            numbers.put(use, socket.getLocalPort());
        }
        for (var socket : open) {
            socket.close();
        }
        return new Ports(numbers);
    }
}
