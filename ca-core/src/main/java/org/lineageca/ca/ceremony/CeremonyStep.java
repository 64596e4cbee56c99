package org.lineageca.ca.ceremony;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.crl.CrlSchedule;
import org.lineageca.ca.crl.TbsCertList;
import org.lineageca.ca.issuance.CertificateContent;
import org.lineageca.ca.lint.Linted;
import org.lineageca.ca.revocation.RevocationEntry;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.octets.Octets;

/** What is done in one step. Whatever is signed is linted already. */
public sealed interface CeremonyStep {

    /** Everyone signs in from a browser of their own. */
    record RollCall() implements CeremonyStep {}

    /** The token gets its PIN; every custodian shows that their share can be read. */
    record InitialiseToken(int quorum, List<String> custodians) implements CeremonyStep {

        public InitialiseToken {
            custodians = List.copyOf(custodians);
        }
    }

    /** A quorum of custodians hands in their shares. */
    record ActivateToken(int quorum) implements CeremonyStep {}

    /** A new PIN and new shares; the old ones are worthless afterwards. */
    record ReshareToken(int quorum, List<String> custodians) implements CeremonyStep {

        public ReshareToken {
            custodians = List.copyOf(custodians);
        }
    }

    /**
     * A key pair is made on the token.
     *
     * @param keyName its name in the script
     * @param identity of the generation it begins; over the stand-in key until it is made
     */
    record GenerateKeyPair(String keyName, GenerationIdentity identity, CrlSchedule schedule)
            implements CeremonyStep {}

    /**
     * A CA certificate is signed.
     *
     * @param occasion by which the act that asked for it finds it again; null where none did
     */
    record SignCaCertificate(Linted<CertificateContent> certificate, @Nullable Octets occasion)
            implements CeremonyStep {}

    /**
     * A CRL is signed.
     *
     * @param revocations what is revoked by it, and was not before
     */
    record SignCrl(Linted<TbsCertList> crl, List<RevocationEntry> revocations)
            implements CeremonyStep {

        public SignCrl {
            revocations = List.copyOf(revocations);
        }
    }

    /**
     * The certificate of an OCSP delegate is signed.
     *
     * @param key the responder's
     */
    record SignOcspSigner(Linted<CertificateContent> certificate, KeyHandle key)
            implements CeremonyStep {}

    /** A key is destroyed. */
    record DestroyKey(GenerationIdentity identity) implements CeremonyStep {}

    /** The record is read over, signed by the token, and the token locked. */
    record Close() implements CeremonyStep {}

    /** The exact octets it signs, if it signs any. */
    default Optional<Octets> toBeSigned() {
        return switch (this) {
            case SignCaCertificate(var linted, _) -> Optional.of(linted.toBeSigned());
            case SignOcspSigner(var linted, _) -> Optional.of(linted.toBeSigned());
            case SignCrl(var linted, _) -> Optional.of(linted.toBeSigned());
            case RollCall _,
                    InitialiseToken _,
                    ActivateToken _,
                    ReshareToken _,
                    GenerateKeyPair _,
                    DestroyKey _,
                    Close _ ->
                    Optional.empty();
        };
    }

    /** Whether people answer for it by reading a digest back before it is done. */
    default boolean isReadBack() {
        return this instanceof DestroyKey || toBeSigned().isPresent();
    }
}
