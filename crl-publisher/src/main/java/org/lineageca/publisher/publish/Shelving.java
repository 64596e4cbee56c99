package org.lineageca.publisher.publish;

import java.io.IOException;
import java.util.List;
import org.lineageca.publisher.distribute.Delivery;
import org.lineageca.publisher.distribute.KeptFiles;
import org.lineageca.publisher.distribute.PublishedFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way out of the building: to the targets first, then onto the shelf that is served from.
 *
 * <p>In this order a crash in between cannot take back what a relying party has already seen. A
 * failing target does not hold up a revocation, though: it is retried.
 *
 * @param kept where the CRL that is replaced is kept
 */
public record Shelving(Shelf shelf, List<Delivery> deliveries, KeptFiles kept) {

    private static final Logger LOG = LoggerFactory.getLogger(Shelving.class);

    public Shelving {
        deliveries = List.copyOf(deliveries);
    }

    void publish(PublishedCrl crl) {
        var before = shelf.crl(crl.place());
        if (before != null) {
            keep(before);
        }
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

    void publish(PublishedFile list) {
        deliver(List.of(list));
        shelf.put(list);
    }

    /** Puts into the targets what they lack of everything published. */
    void keepUp() {
        deliveries.forEach(delivery -> delivery.deliver(shelf.files()));
    }

    private void deliver(List<PublishedFile> files) {
        deliveries.forEach(delivery -> delivery.deliver(files));
    }

    /** It is of use to an operator and to deltas: nothing waits for it. */
    private void keep(PublishedCrl before) {
        try {
            kept.keepPrevious(before.der());
        } catch (IOException e) {
            LOG.error(
                    "CRL number {} of {} could not be kept aside: {}. The next one is published all the same; there is nothing to roll back to",
                    before.list().number(),
                    before.place(),
                    e.toString());
        }
    }
}
