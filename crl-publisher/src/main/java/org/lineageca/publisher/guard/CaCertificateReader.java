package org.lineageca.publisher.guard;

import java.time.Instant;
import java.util.Set;

/** Reads a certificate (RFC 5280 4.1) as far as publishing a CA certificate needs it. */
final class CaCertificateReader {

    private static final int VERSION = 0xa0;
    private static final int VERSION_3 = 2;
    private static final int EXTENSIONS = 0xa3;
    private static final ObjectIdentifier BASIC_CONSTRAINTS = ObjectIdentifier.ofHex("551d13");

    /** keyUsage, basicConstraints, nameConstraints, policies, mappings, constraints, anyPolicy. */
    private static final Set<ObjectIdentifier> MAY_BE_CRITICAL =
            Set.of(
                    ObjectIdentifier.ofHex("551d0f"),
                    BASIC_CONSTRAINTS,
                    ObjectIdentifier.ofHex("551d1e"),
                    ObjectIdentifier.ofHex("551d20"),
                    ObjectIdentifier.ofHex("551d21"),
                    ObjectIdentifier.ofHex("551d24"),
                    ObjectIdentifier.ofHex("551d36"));

    private CaCertificateReader() {}

    static CaCertificate read(Octets der) throws MalformedDerException {
        var signed = SignedValue.read(der);
        var in = new DerCursor(signed.toBeSigned());
        var all = in.enter(DerCursor.SEQUENCE);
        var version = in.enter(VERSION);
        if (in.small(DerCursor.INTEGER) != VERSION_3) {
            throw in.malformed("not a certificate of version 3");
        }
        in.leave(version);
        in.positiveInteger();
        var algorithm = in.element(DerCursor.SEQUENCE);
        var issuer = in.element(DerCursor.SEQUENCE);
        var validity = in.enter(DerCursor.SEQUENCE);
        var notBefore = Instant.ofEpochSecond(in.time());
        var notAfter = Instant.ofEpochSecond(in.time());
        in.leave(validity);
        var subject = in.element(DerCursor.SEQUENCE);
        var publicKey = in.element(DerCursor.SEQUENCE);
        var wrapped = in.enter(EXTENSIONS);
        var extensions = Extensions.read(in);
        in.leave(wrapped);
        in.leave(all);
        var constraints = extensions.<Boolean>value(BASIC_CONSTRAINTS, CaCertificateReader::isCa);
        return new CaCertificate(
                der,
                signed,
                algorithm,
                issuer,
                subject,
                notBefore,
                notAfter,
                publicKey,
                extensions.<Octets>value(KeyIdentifiers.SUBJECT, KeyIdentifiers::subject),
                constraints != null && constraints && extensions.critical(BASIC_CONSTRAINTS),
                extensions.criticalBeyond(MAY_BE_CRITICAL).orElse(null));
    }

    private static boolean isCa(DerCursor in) throws MalformedDerException {
        var all = in.enter(DerCursor.SEQUENCE);
        var ca = in.trueIfPresent();
        if (in.more()) {
            in.small(DerCursor.INTEGER);
        }
        in.leave(all);
        return ca;
    }
}
