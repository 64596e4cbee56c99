package org.lineageca.ca.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.issuance.CertificateContent;
import org.lineageca.ca.lint.Linted;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/**
 * Where certificates are promised and recorded. Each method is one transaction, its audit events
 * included.
 */
public interface CertificateStore {

    /** What came of an intent. */
    sealed interface Intent {
        /** It is committed: from now on the certificate counts as issued. */
        record Committed() implements Intent {}

        /**
         * The same request has a certificate that is still good for more than a third of its life.
         */
        record Duplicate(SerialNumber existing) implements Intent {}

        /** The generation stopped issuing in the meantime. */
        record IssuerMoved() implements Intent {}

        /** It cannot be committed; it does not count as issued. */
        record Failed(RuntimeException why) implements Intent {}
    }

    /** What the token returned for an intent: the whole certificate, DER. */
    record SignedOrder(CertificateOrder order, Octets der) {}

    /** What came of the wish to keep a result. */
    sealed interface Recording {
        record Kept() implements Recording {}

        /** It is not on record that it was signed; it counts as issued as before. */
        record Failed(RuntimeException why) implements Recording {}
    }

    /**
     * Commits the intents to sign, before the token is asked, in one transaction. Where one of them
     * cannot be, for what it says itself, the others are.
     *
     * @param orders that one generation is to sign
     * @return what came of each, in their order
     */
    List<Intent> intend(List<CertificateOrder> orders, Instant at);

    /** What would come of an intent; nothing is committed. */
    Intent foresee(CertificateOrder order, Instant at);

    /**
     * Records what the token returned, in one transaction, in the same way.
     *
     * @param signed of one generation
     */
    List<Recording> record(List<SignedOrder> signed, Instant at);

    /**
     * The newest certificate that a generation signed for a request and that is not revoked; DER.
     */
    Optional<Octets> answer(GenerationId generation, Octets requestSha256);

    /**
     * The same for what a ceremony has signed, or may have signed: a fact that must be on record
     * whatever state its issuer is in by now.
     */
    void adopt(
            Linted<CertificateContent> linted,
            @Nullable Octets requestSha256,
            Instant at,
            Actor actor);

    /** Records what the token of a ceremony returned. */
    void record(Linted<CertificateContent> linted, Octets der, Instant at, Actor actor);

    /** Newest first. */
    default List<CertificateRecord> search(CertificateQuery query) {
        return search(query, null);
    }

    /**
     * Newest first, from behind a position on; the query's offset is passed over, too.
     *
     * @param after null for the beginning
     */
    List<CertificateRecord> search(CertificateQuery query, @Nullable CertificatePosition after);

    /** The certificates a reference may mean: none, one, or several of different generations. */
    List<CertificateRecord> resolve(CertificateReference reference);

    /** The DER, where the signature was recorded. */
    Optional<Octets> der(GenerationId generation, SerialNumber serial);
}
