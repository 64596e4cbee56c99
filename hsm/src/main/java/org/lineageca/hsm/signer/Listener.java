package org.lineageca.hsm.signer;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts connections from the signer's own user, up to a number. */
final class Listener {

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final int MOST_CONNECTIONS = 64;

    private final SocketFile socket;
    private final TokenDesk desk;
    private final Set<ClientConnection> connections = ConcurrentHashMap.newKeySet();

    Listener(SocketFile socket, TokenDesk desk) {
        this.socket = socket;
        this.desk = desk;
    }

    /** Accepts until the socket is closed. */
    void run() {
        try {
            var owner = socket.owner();
            while (true) {
                admit(socket.channel().accept(), owner);
            }
        } catch (ClosedChannelException _) {
            LOG.debug("the socket was closed");
        } catch (IOException e) {
            LOG.error("no more connections are accepted", e);
            desk.fail("the signer's socket failed: " + e.getMessage());
        }
    }

    /** Whether every request that was read has its reply written. */
    boolean isIdle() {
        return connections.stream().allMatch(ClientConnection::isIdle);
    }

    private void admit(SocketChannel channel, UserPrincipal owner) {
        try {
            serve(channel, owner);
        } catch (IOException e) {
            LOG.debug("a connection broke", e);
        }
    }

    private void serve(SocketChannel channel, UserPrincipal owner) throws IOException {
        var peer = channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
        if (!peer.equals(owner)) {
            LOG.warn("refused a connection of user {}: not the signer's own user", peer.getName());
            channel.close();
            return;
        }
        if (connections.size() >= MOST_CONNECTIONS) {
            LOG.warn("refused a connection: there are {} already", MOST_CONNECTIONS);
            channel.close();
            return;
        }
        var connection = new ClientConnection(channel, desk);
        connections.add(connection);
        // Platform threads, here and for the replies: they are few, and the kernel wakes them
        // without
        // a detour.
        Thread.ofPlatform()
                .name("connection")
                .daemon()
                .start(() -> {
                    try {
                        connection.serve();
                    } finally {
                        connections.remove(connection);
                    }
                });
    }
}
