package org.lineageca.ca.x509;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.lineageca.octets.Octets;

/** The textual encoding of certificates, requests and keys (RFC 7468). */
public final class Pem {

    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private static final int MOST = 16;

    private Pem() {}

    public static String encode(String label, Octets der) {
        return "-----BEGIN "
                + label
                + "-----\n"
                + BASE64.encodeToString(der.toArray())
                + "\n-----END "
                + label
                + "-----\n";
    }

    /** Certificates one after the other, in the order given. */
    public static String chain(List<Octets> certificates) {
        return certificates.stream()
                .map(der -> encode("CERTIFICATE", der))
                .collect(Collectors.joining());
    }

    /**
     * The DER of the first block whose label is one of {@code labels}.
     *
     * @throws IllegalArgumentException saying what was found instead
     */
    public static Octets decode(String text, List<String> labels) {
        for (var label : labels) {
            var begin = text.indexOf("-----BEGIN " + label + "-----");
            var end = text.indexOf("-----END " + label + "-----");
            if (begin >= 0 && end > begin) {
                var body = text.substring(begin + label.length() + 16, end).replaceAll("\\s", "");
                try {
                    return Octets.of(Base64.getDecoder().decode(body));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(
                            "the " + label + " block is not base64: " + e.getMessage(), e);
                }
            }
        }
        throw new IllegalArgumentException(
                "no '-----BEGIN " + labels.getFirst() + "-----' block found");
    }

    /**
     * The DER of every block with this label, at most sixteen.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static List<Octets> decodeAll(String text, String label) {
        var end = "-----END " + label + "-----";
        var found = new ArrayList<Octets>();
        for (var rest = text; found.size() < MOST && (found.isEmpty() || rest.contains(end)); ) {
            found.add(decode(rest, List.of(label)));
            rest = rest.substring(rest.indexOf(end) + end.length());
        }
        return found;
    }
}
