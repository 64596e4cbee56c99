package org.lineageca.ca.x509;

import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lineageca.octets.Octets;

/** A subject alternative name (RFC 5280 4.2.1.6) of a kind we certify. */
public sealed interface AlternativeName {

    /** A kind and a value, such as {@code dns:www.example.org}: how names are stored and shown. */
    String text();

    /** A host name in its A-label form; the leftmost label may be {@code *} (RFC 9525 6.3). */
    record Dns(String name) implements AlternativeName {

        private static final String LABEL = "[a-z0-9_]([a-z0-9-]{0,61}[a-z0-9])?";
        private static final java.util.regex.Pattern HOST =
                java.util.regex.Pattern.compile("(\\*\\.)?" + LABEL + "(\\." + LABEL + ")*");

        public Dns {
            if (name.length() > 253 || !HOST.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "'" + name + "' is not a DNS name (RFC 1123, lower case, A-labels)");
            }
        }

        static Dns of(String name) {
            return new Dns(
                    IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).toLowerCase(java.util.Locale.ROOT));
        }

        @Override
        public String text() {
            return "dns:" + name;
        }
    }

    /** An IPv4 or IPv6 address: 4 or 16 octets. */
    record Ip(Octets address) implements AlternativeName {

        public Ip {
            if (address.length() != 4 && address.length() != 16) {
                throw new IllegalArgumentException(
                        "an IP address has 4 or 16 octets, got " + address.length());
            }
        }

        @Override
        public String text() {
            try {
                return "ip:" + InetAddress.getByAddress(address.toArray()).getHostAddress();
            } catch (UnknownHostException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /** A mailbox (rfc822Name): local part, at sign, host name. */
    record Email(String mailbox) implements AlternativeName {

        public Email {
            if (mailbox.length() > 254
                    || !mailbox.matches("[\\x21-\\x3f\\x41-\\x7e]{1,64}@[A-Za-z0-9.-]+")) {
                throw new IllegalArgumentException(
                        "'" + mailbox + "' is not a mailbox (RFC 5321 4.1.2)");
            }
        }

        /** What stands behind the at sign. */
        public String host() {
            return mailbox.substring(mailbox.lastIndexOf('@') + 1);
        }

        @Override
        public String text() {
            return "email:" + mailbox;
        }
    }

    /** A uniformResourceIdentifier, absolute and with a host: name constraints speak of that. */
    record Uri(String uri) implements AlternativeName {

        public Uri {
            if (uri.length() > 2048 || !uri.matches("[\\x21-\\x7e]+") || hostOf(uri) == null) {
                throw new IllegalArgumentException(
                        "'" + uri + "' is not an absolute URI with a host (RFC 5280 4.2.1.6)");
            }
        }

        private static @Nullable String hostOf(String uri) {
            try {
                var parsed = new URI(uri);
                return parsed.isAbsolute() ? parsed.getHost() : null;
            } catch (URISyntaxException malformed) {
                return null;
            }
        }

        public String host() {
            return Objects.requireNonNull(hostOf(uri));
        }

        @Override
        public String text() {
            return "uri:" + uri;
        }
    }
}
