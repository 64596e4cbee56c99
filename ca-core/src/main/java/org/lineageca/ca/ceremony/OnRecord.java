package org.lineageca.ca.ceremony;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/**
 * Everything a plan follows from besides the script: what was on record, and the serial numbers
 * drawn for it. With the same script and the same of this, the plan is the same to the bit,
 * wherever it is made.
 *
 * @param people SHA-256 of each person's client certificate, by name
 * @param serials one for each certificate of the script, in its order
 */
public record OnRecord(
        Map<String, Octets> people,
        List<KnownCa> cas,
        List<CaOrder> orders,
        List<SerialNumber> serials) {

    public OnRecord {
        people = java.util.Collections.unmodifiableMap(new TreeMap<>(people));
        cas = List.copyOf(cas);
        orders = List.copyOf(orders);
        serials = List.copyOf(serials);
    }

    Optional<CaOrder> order(String id) {
        return orders.stream().filter(order -> order.id().equals(id)).findFirst();
    }

    /** Lines of JSON, one for each fact. */
    public String text() {
        return OnRecordText.write(this);
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException if it is not exactly that
     */
    public static OnRecord read(String text) {
        return OnRecordText.read(text);
    }
}
