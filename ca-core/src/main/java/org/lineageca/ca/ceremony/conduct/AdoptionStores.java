package org.lineageca.ca.ceremony.conduct;

import java.util.function.Consumer;
import org.lineageca.ca.lifecycle.AuthorityStore;
import org.lineageca.ca.lifecycle.CertificateStore;
import org.lineageca.ca.lifecycle.CrlLedger;
import org.lineageca.ca.lifecycle.OcspSignerStore;
import org.lineageca.ca.lifecycle.RevocationStore;

/** The stores that take over results, all within one transaction. */
public record AdoptionStores(
        AuthorityStore authorities,
        CertificateStore certificates,
        CrlLedger crls,
        RevocationStore revocations,
        OcspSignerStore ocspSigners,
        CeremonyStore ceremonies) {

    /** Opens the transaction. */
    public interface Transaction {

        /** Runs the work: all of it takes effect, or nothing. */
        void run(Consumer<AdoptionStores> work);
    }
}
