package org.lineageca.publisher.publish;

import org.lineageca.publisher.guard.Octets;

/** Where signed CRLs and CA certificates come from. */
public interface Source {

    /**
     * What is there now: everything but the CRLs themselves.
     *
     * @throws SourceUnavailableException when it cannot be asked
     */
    Offer read();

    /**
     * One signed CRL.
     *
     * @throws SourceUnavailableException when it cannot be asked, or the CRL is not there any more
     */
    Octets crl(OfferedGeneration generation, OfferedCrl crl);
}
