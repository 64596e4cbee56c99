package org.lineageca.console.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.exchange.CeremonyRecord;
import org.lineageca.ca.exchange.ChainPosition;
import org.lineageca.ca.exchange.Contents;
import org.lineageca.ca.exchange.ExchangePackage;
import org.lineageca.ca.exchange.ExchangeSignature;
import org.lineageca.ca.exchange.PartyId;
import org.lineageca.octets.Octets;

final class ResultPackagesTest {

    /** An exchange key in software. */
    private record Key(KeyPair keys) implements ExchangeSignature {

        static Key make() throws GeneralSecurityException {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return new Key(generator.generateKeyPair());
        }

        @Override
        public Octets publicKey() {
            return Octets.of(keys.getPublic().getEncoded());
        }

        @Override
        public Octets sign(Octets digest) {
            try {
                var signature = Signature.getInstance("NONEwithECDSA");
                signature.initSign(keys.getPrivate());
                signature.update(digest.toArray());
                return Octets.of(signature.sign());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Octets packed(Contents contents) throws GeneralSecurityException {
        var key = Key.make();
        Map<String, Octets> files = new HashMap<>();
        contents.files().forEach(file -> files.put(file, Octets.ofHex("00")));
        var route =
                ChainPosition.START.next(
                        PartyId.ofPublicKey(key.publicKey()),
                        PartyId.ofPublicKey(Key.make().publicKey()));
        return ExchangePackage.write(route, HeldRun.NOW, contents, files, key).octets();
    }

    private static CeremonyRecord ceremony(String name) {
        return new CeremonyRecord(
                name,
                name + ".script.yml",
                name + ".record",
                name + ".plan",
                List.of(),
                name + ".transcript",
                name + ".transcript.sig",
                name + ".minutes.pdf",
                List.of());
    }

    @Test
    void aPackageIsOfferedWithTheRunsWhoseResultsItCarries() throws GeneralSecurityException {
        var results = new Contents.Results(List.of(ceremony("run-7"), ceremony("run-12")));

        assertThat(ResultPackages.ceremonies(packed(results))).containsExactly("run-7", "run-12");
        assertThat(ResultPackages.ceremonies(packed(new Contents.Requests(List.of())))).isEmpty();
    }
}
