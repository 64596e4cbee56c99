package org.lineageca.publisher.testpki;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.lineageca.publisher.guard.CrlScope;
import org.lineageca.publisher.guard.Octets;
import org.lineageca.publisher.guard.RefusalReason;

/**
 * A CRL with one thing wrong, as the successor of {@link #last}.
 *
 * @param reason why it must be refused
 */
public record Mutant(String name, RefusalReason reason, TestCrl crl) {

    public static final List<Long> SERIALS = List.of(1001L, 1002L, 1003L, 1004L, 1005L);

    /** The last published CRL: number 7, an hour old. */
    public static TestCrl last(TestAuthority authority, Instant now) {
        return last(authority, "complete", "", now).sign();
    }

    /** The same in any scope; a delta adds to number 5. */
    public static CrlDraft last(TestAuthority authority, String scope, String uri, Instant now) {
        return draft(
                new CrlDraft(authority, 7, now.minus(Duration.ofHours(1)), SERIALS), scope, uri);
    }

    /** A good successor: number 8, one serial more. */
    public static CrlDraft next(TestAuthority authority, Instant now) {
        return next(authority, "complete", "", now);
    }

    public static CrlDraft next(TestAuthority authority, String scope, String uri, Instant now) {
        var draft = new CrlDraft(authority, 8, now.minusSeconds(1), SERIALS);
        draft.serials.add(1006L);
        return draft(draft, scope, uri);
    }

    private static CrlDraft draft(CrlDraft draft, String scope, String uri) {
        draft.of(scope, uri);
        return CrlScope.isDelta(scope) ? draft.addingTo(5) : draft;
    }

    /** Every kind, of a complete CRL. */
    public static List<Mutant> all(TestAuthority authority, String uri, Instant now) {
        return all(authority, "complete", uri, now);
    }

    /**
     * Every kind.
     *
     * @param uri of the scope; of a delta: of the scope it belongs to
     */
    public static List<Mutant> all(TestAuthority authority, String scope, String uri, Instant now) {
        var make = new Maker(authority, scope, uri, now);
        var sibling = authority.nextGeneration();
        return List.of(
                make.spoilt("missing entry", RefusalReason.ENTRY_MISSING, d -> d.serials.remove(2)),
                make.spoilt("lower number", RefusalReason.NUMBER_NOT_GREATER, d -> number(d, 6)),
                make.spoilt("equal number", RefusalReason.NUMBER_NOT_GREATER, d -> number(d, 7)),
                make.spoilt("empty", RefusalReason.ENTRY_MISSING, d -> d.serials.clear()),
                make.spoilt(
                        "old snapshot",
                        RefusalReason.THIS_UPDATE_BACKWARDS,
                        d -> d.thisUpdate = now.minus(Duration.ofHours(2))),
                make.spoilt(
                        "wrong generation key",
                        RefusalReason.SIGNATURE,
                        d -> d.signer = sibling.signer()),
                make.spoilt(
                        "wrong generation",
                        RefusalReason.KEY_IDENTIFIER,
                        d -> {
                            d.signer = sibling.signer();
                            d.keyIdentifier = sibling.keyIdentifier();
                        }),
                make.spoilt(
                        "wrong scope URI",
                        RefusalReason.SCOPE,
                        d -> d.withDistributionPoint(uri + "x", true, false)),
                make.spoilt(
                        "scope that is not critical",
                        RefusalReason.SCOPE,
                        d -> d.withDistributionPoint(uri, false, false)),
                make.spoilt(
                        "indirectCRL",
                        RefusalReason.SCOPE,
                        d -> d.withDistributionPoint(uri, true, true)),
                make.spoilt(
                        "future thisUpdate",
                        RefusalReason.THIS_UPDATE_IN_FUTURE,
                        d -> d.thisUpdate = now.plus(Duration.ofMinutes(10))),
                make.spoilt(
                        "expired", RefusalReason.EXPIRED, d -> d.nextUpdate = now.minusMillis(500)),
                make.spoilt(
                        "valid too long",
                        RefusalReason.VALIDITY_TOO_LONG,
                        d -> d.nextUpdate = now.plus(Duration.ofDays(400))),
                make.spoilt(
                        "no nextUpdate",
                        RefusalReason.NEXT_UPDATE_MISSING,
                        d -> d.nextUpdate = null),
                make.spoilt("no number", RefusalReason.NUMBER_MISSING, d -> d.writtenNumber = null),
                make.spoilt(
                        "another number than recorded",
                        RefusalReason.NUMBER_NOT_AS_RECORDED,
                        d -> d.writtenNumber = 9L),
                make.spoilt(
                        "duplicate serial",
                        RefusalReason.SERIAL_DUPLICATE,
                        d -> d.serials.add(1003L)),
                make.spoilt(
                        "another count than recorded",
                        RefusalReason.ENTRY_COUNT,
                        d -> d.recordedEntries = 5L),
                make.spoilt(
                        "not what was intended",
                        RefusalReason.NOT_AS_INTENDED,
                        d -> d.tbsSha256 = Octets.of(new byte[32])),
                make.spoilt(
                        "SHA-1",
                        RefusalReason.ALGORITHM_NOT_ALLOWED,
                        d ->
                                d.signer =
                                        TestAuthority.signer(
                                                authority.keys().getPrivate(), "SHA1withECDSA")),
                make.spoilt(
                        "re-encoded issuer",
                        RefusalReason.ISSUER_NAME,
                        d ->
                                d.issuer =
                                        new X500NameBuilder()
                                                .addRDN(BCStyle.C, "AT")
                                                .addRDN(
                                                        BCStyle.CN,
                                                        new DERPrintableString(
                                                                commonName(authority)))
                                                .build()),
                make.spoilt(
                        "unknown critical extension",
                        RefusalReason.UNKNOWN_CRITICAL_EXTENSION,
                        d -> d.with(new ASN1ObjectIdentifier("1.2.3.4"), true, DERNull.INSTANCE)),
                make.spoilt(
                        "a delta where none belongs, or none where one does",
                        RefusalReason.DELTA,
                        d -> d.base = d.base == null ? 7L : null),
                make.spoilt(
                        "indicator that is not critical",
                        RefusalReason.DELTA,
                        d -> {
                            d.base = 5L;
                            d.baseCritical = false;
                        }),
                make.spoilt(
                        "limited to the other kind of certificates",
                        RefusalReason.SCOPE,
                        d -> {
                            d.distributionPoint = uri;
                            d.onlyCaCertificates = !d.onlyCaCertificates;
                        }),
                make.spoilt(
                        "freshestCRL elsewhere",
                        RefusalReason.FRESHEST_CRL,
                        d -> d.withFreshest(uri + "x")),
                make.spoilt(
                        "removal of what is not released",
                        RefusalReason.REMOVAL,
                        d -> d.withReason(1003, 8)),
                make.damaged("bad signature", RefusalReason.SIGNATURE, Mutant::flipLast),
                make.damaged(
                        "truncated",
                        RefusalReason.MALFORMED,
                        der -> Arrays.copyOf(der, der.length - 1)),
                make.damaged(
                        "trailing octet",
                        RefusalReason.MALFORMED,
                        der -> Arrays.copyOf(der, der.length + 1)),
                make.damaged("no octets", RefusalReason.MALFORMED, _ -> new byte[0]));
    }

    private record Maker(TestAuthority authority, String scope, String uri, Instant now) {

        Mutant spoilt(String name, RefusalReason reason, Consumer<CrlDraft> spoil) {
            var draft = next(authority, scope, uri, now);
            spoil.accept(draft);
            return new Mutant(name, reason, draft.sign());
        }

        Mutant damaged(String name, RefusalReason reason, UnaryOperator<byte[]> damage) {
            return new Mutant(
                    name, reason, next(authority, scope, uri, now).sign().withOctets(damage));
        }
    }

    private static void number(CrlDraft draft, long number) {
        draft.number = number;
        draft.writtenNumber = number;
    }

    private static String commonName(TestAuthority authority) {
        return authority.name().getRDNs(BCStyle.CN)[0].getFirst().getValue().toString();
    }

    private static byte[] flipLast(byte[] der) {
        der[der.length - 1] ^= 1;
        return der;
    }

    @Override
    public String toString() {
        return name;
    }
}
