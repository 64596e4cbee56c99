package org.lineageca.ca.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.HashMap;
import java.util.Random;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.octets.Octets;

class ModulusMigrationTest {

    private static final Random RANDOM = new Random(20_261_123);

    /** Of each size that is usual, also where it has two certificates. */
    @Test
    void keysThatWereCertifiedBeforeAreOnRecord() throws GeneralSecurityException {
        try (var earlier = new EarlierDatabase("before_there_were_moduli", "32")) {
            var jooq = earlier.jooq();
            earlier.addGeneration();
            var moduli = new HashMap<Octets, BigInteger>();
            for (var bits : new int[] {2048, 3072, 4096}) {
                var modulus = modulus(bits);
                var spki = Octets.of(key(modulus).getEncoded());
                moduli.put(spki.sha256(), modulus);
                addCertificate(jooq, "rsa-" + bits, spki);
                addCertificate(jooq, "rsa-" + bits, spki);
            }
            addCertificate(
                    jooq,
                    "ec-p256",
                    Octets.of(TestRequests.ec("secp256r1").getPublic().getEncoded()));
            assertThat(earlier.migrate()).isPositive();
            assertThat(new JooqModulusLedger(jooq).unscreened(10))
                    .hasSize(3)
                    .allSatisfy(modulus ->
                            assertThat(moduli).containsEntry(modulus.sha256(), modulus.value()));
        }
    }

    /** As long as one; nobody asks for its primes, which take seconds to find. */
    private static BigInteger modulus(int bits) {
        return new BigInteger(bits, RANDOM).setBit(bits - 1).setBit(0);
    }

    private static PublicKey key(BigInteger modulus) throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(modulus, RSAKeyGenParameterSpec.F4));
    }

    /** What was signed has the key somewhere among its octets. */
    private static void addCertificate(DSLContext database, String keyType, Octets spki) {
        database.execute(
                """
                WITH added AS (INSERT INTO certificate (generation_id, serial, profile, subject, names, not_before,
                    not_after, spki_sha256, key_type, tbs_sha256, intended_at, intended_by)
                VALUES (1, substring(sha256(random()::text::bytea) FROM 1 FOR 16), 'web', '', ARRAY[]::text[], now(),
                    now() + interval '1 day', sha256({0}), {1}, '\\x00', now(), 'test') RETURNING serial)
                INSERT INTO signed_certificate (generation_id, serial, sha256, der, recorded_at)
                SELECT 1, serial, sha256(serial), '\\x30820400'::bytea || {0} || '\\xa304'::bytea, now() FROM added
                """,
                DSL.val(spki.toArray()), DSL.val(keyType));
    }
}
