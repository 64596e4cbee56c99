package org.lineageca.publisher.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.publisher.testpki.LargeCrl;
import org.lineageca.publisher.testpki.TestAuthority;
import org.lineageca.publisher.testpki.TestCrl;

/** CRLs of many entries, of which most are the same from one to the next. */
class LargeCrlTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final int ENTRIES = 50_000;

    @TempDir private Path folder;

    private final TestAuthority authority = TestAuthority.create("Large CA");

    @Test
    void oneMoreOrLessOfManyIsSeen() throws IOException {
        var all = published(crl(1, 0), null);
        assertThat(all.revoked().ascending()).isTrue();
        for (var leftOut : new int[] {2, 7, 999, ENTRIES - 1, ENTRIES}) {
            var fewer = published(crl(2, leftOut), null);
            assertThat(missing(fewer, all)).isZero();
            assertThat(missing(all, fewer)).isEqualTo(Math.ceilDiv(ENTRIES, leftOut));
            assertThat(published(crl(3, 0), fewer).revoked().count()).isEqualTo(ENTRIES);
            assertThat(examine(crl(4, leftOut), all))
                    .isInstanceOfSatisfying(
                            Verdict.Refuse.class,
                            refuse ->
                                    assertThat(refuse.reason())
                                            .isEqualTo(RefusalReason.ENTRY_MISSING));
        }
    }

    @Test
    void theJdkReadsTheSame() throws Exception {
        var der = new LargeCrl(authority, 1, NOW, 500, 3).row(folder.resolve("crl")).der();
        var jdk =
                (X509CRL)
                        CertificateFactory.getInstance("X.509")
                                .generateCRL(new ByteArrayInputStream(der.toArray()));
        jdk.verify(authority.keys().getPublic());
        assertThat(jdk.getRevokedCertificates()).hasSize(333);
    }

    private TestCrl crl(long number, int leaveOut) throws IOException {
        return new LargeCrl(authority, number, NOW, ENTRIES, leaveOut).row(folder.resolve("crl"));
    }

    private static int missing(CertList earlier, CertList later) {
        var gone = new MissingEntries(earlier.revoked(), List.of(later.revoked()));
        var count = 0;
        while (gone.next()) {
            count++;
        }
        return count;
    }

    private CertList published(TestCrl crl, @Nullable CertList last) {
        return switch (examine(crl, last)) {
            case Verdict.Publish<CertList>(var list) -> list;
            case Verdict.Refuse<CertList>(var reason, var why) ->
                    throw new AssertionError(reason + ": " + why);
        };
    }

    private Verdict<CertList> examine(TestCrl crl, @Nullable CertList last) {
        var issuer =
                new Issuer(
                        authority.subject(),
                        authority.publicKey(),
                        Octets.of(authority.keyIdentifier()),
                        false);
        return CrlGuard.examine(
                crl.candidate("http://crl/complete.crl"),
                Published.only(last),
                issuer,
                Policy.DEFAULT,
                NOW.plusSeconds(1));
    }
}
