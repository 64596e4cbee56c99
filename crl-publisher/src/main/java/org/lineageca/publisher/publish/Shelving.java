package org.lineageca.publisher.publish;

import java.util.List;
import org.lineageca.publisher.distribute.Delivery;
import org.lineageca.publisher.distribute.PublishedFile;

/**
 * The way out of the building: to the targets first, then onto the shelf that is served from.
 *
 * <p>In this order a crash in between cannot take back what a relying party has already seen. A
 * failing target does not hold up a revocation, though: it is retried.
 */
record Shelving(Shelf shelf, List<Delivery> deliveries) {

    void publish(PublishedCrl crl) {
        deliver(List.of(crl.der(), crl.pem()));
        shelf.put(crl);
    }

    void publish(PublishedCertificate certificate) {
        deliver(List.of(certificate.der(), certificate.pem()));
        shelf.put(certificate);
    }

    void publish(PublishedCertsOnly certsOnly) {
        deliver(List.of(certsOnly.der()));
        shelf.put(certsOnly);
    }

    /** Puts into the targets what they lack of everything published. */
    void keepUp() {
        deliveries.forEach(delivery -> delivery.deliver(shelf.files()));
    }

    private void deliver(List<PublishedFile> files) {
        deliveries.forEach(delivery -> delivery.deliver(files));
    }
}
