package org.lineageca.ca.caa;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.lineageca.ca.x509.AlternativeName;
import org.lineageca.ca.yaml.InvalidDescriptionException;
import org.lineageca.ca.yaml.YamlNode;

/** Reads and checks the document that says how CAA records are asked for. */
public final class CaaConfigurationReader {

    private static final int LARGEST = 16 * 1024;
    private static final int LONGEST_PATIENCE = 45;
    private static final int USUAL_PATIENCE = 10;
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "(?<v4>[0-9.]{7,15}|\\[(?<v6>[0-9A-Fa-f:.]{2,45})\\]):(?<port>[0-9]{1,5})");

    private CaaConfigurationReader() {}

    /**
     * Reads a document.
     *
     * @throws InvalidDescriptionException naming line and column
     */
    public static CaaConfiguration read(String yaml) {
        var node =
                YamlNode.read("caa", yaml, LARGEST)
                        .only("resolver", "identities", "patience-seconds");
        var names = new TreeSet<String>();
        for (var element : node.child("identities").elements()) {
            names.add(element.parsed(CaaConfigurationReader::identity));
        }
        if (names.isEmpty()) {
            throw node.child("identities")
                    .wrong("a CA is permitted by a name: give one, such as ca.example.net");
        }
        return new CaaConfiguration(
                node.child("resolver").parsed(CaaConfigurationReader::resolver),
                new CaaIdentities(names),
                Duration.ofSeconds(
                        node.optional("patience-seconds")
                                .map(seconds -> seconds.number(1, LONGEST_PATIENCE))
                                .orElse(USUAL_PATIENCE)));
    }

    private static String identity(String text) {
        var name = new AlternativeName.Dns(text.toLowerCase(Locale.ROOT)).name();
        if (!name.equals(IssueValue.parse(name).issuer())) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no name that CAA records can have (RFC 8659 4.2)");
        }
        return name;
    }

    /** An address, not a name: nothing is to be resolved before the resolver is known. */
    private static InetSocketAddress resolver(String text) {
        var matcher = ADDRESS.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'"
                            + text
                            + "' is not an address and a port, such as 127.0.0.1:53 or [::1]:53");
        }
        var v6 = matcher.group("v6");
        return new InetSocketAddress(
                InetAddress.ofLiteral(v6 == null ? matcher.group("v4") : v6),
                Integer.parseInt(matcher.group("port")));
    }
}
