package org.lineageca.publisher.distribute.ldap;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a directory is.
 *
 * @param name what operators call it
 * @param base the entry under which there is one for each generation; it must exist
 */
public record DirectorySettings(String name, Server server, Login login, String base) {

    /**
     * The server.
     *
     * @param trustFile PEM certificates the server's must chain to; null for the JDK's
     */
    public record Server(String host, int port, Protection protection, @Nullable Path trustFile) {}

    /**
     * Who writes.
     *
     * @param passwordFile holds the password; white space around it does not count
     */
    public record Login(String bindDn, Path passwordFile) {}

    /** How the connection is protected. */
    public enum Protection {
        /** Not at all. */
        NONE,
        /** By StartTLS (RFC 4511 4.14). */
        START_TLS,
        /** By TLS from the beginning: ldaps. */
        TLS
    }
}
