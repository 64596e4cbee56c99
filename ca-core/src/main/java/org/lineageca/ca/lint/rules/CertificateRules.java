package org.lineageca.ca.lint.rules;

import java.util.List;
import java.util.stream.Stream;
import org.lineageca.ca.issuance.CertificateContent;
import org.lineageca.ca.lint.Lint;
import org.lineageca.ca.lint.LintProfile;
import org.lineageca.ca.lint.Linted;
import org.lineageca.ca.lint.Part;

/** The rules of certificates. */
public final class CertificateRules {

    /** What is asked of any certificate. */
    static final List<Lint<CertificateFields>> ANY =
            List.of(
                    new VersionIsThree(),
                    new UniqueIdentifiersAbsent(),
                    new EncodedInDer(),
                    new SerialNumberShape(),
                    new SerialNumberRoom(),
                    new SignatureHashIsStrong(),
                    new SignatureParameters(),
                    new SignatureAlgorithmsAgree(),
                    new IssuerIsNamed(),
                    new SubjectIsNamed(),
                    new AttributeStringTypes(),
                    new AttributeLengths(),
                    new AttributeEdges(),
                    new CountryIsTwoLetters(),
                    new AttributesNotRepeated(),
                    new ValidityInOrder(),
                    new ValidityTimes(),
                    new KeyParameters(),
                    new RsaKeySize(),
                    new RsaExponent(),
                    new EcCurveIsCertified(),
                    new ExtensionsNotRepeated(),
                    new CriticalExtensionsKnown(),
                    new CriticalWhereItMustBe(),
                    new NotCriticalWhereItMustNotBe(),
                    new AuthorityKeyIsNamed(),
                    new AuthorityKeyOnlyByIdentifier(),
                    new SubjectKeyIsNamed(),
                    new KeyUsageIsSet(),
                    new KeyUsageFitsKey(),
                    new CertificatesSignedByCasOnly(),
                    new PathLengthOfCasOnly(),
                    new PurposesOfLeaf(),
                    new PurposesOfServer(),
                    new OcspSignerIsOnlyThat(),
                    new AlternativeNamesNotEmpty(),
                    new ServerIsNamed(),
                    new DnsNameSyntax(),
                    new WildcardPlace(),
                    new IpAddressSyntax(),
                    new MailboxSyntax(),
                    new UriSyntax(),
                    new CommonNameIsAlternativeName(),
                    new NameConstraintsOfCasOnly(),
                    new PoliciesNotRepeated(),
                    new AccessByHttp(),
                    new AccessMethods(),
                    new CrlByHttp(),
                    new StatusIsFindable(),
                    new NoRevocation(),
                    new PoisonIsCritical(),
                    new PoisonOrScts(),
                    new SctListIsWellFormed());

    /** What is asked of anybody's only: keys of ours were guarded, and not all names are public. */
    static final List<Lint<CertificateFields>> FOREIGN =
            List.of(
                    new EcPointIsOnCurve(),
                    new KeyHasNoKnownWeakness(),
                    new PublicValidity(),
                    new PublicHostNames(),
                    new PublicAddresses());

    /** Whether it says what was meant. */
    static final List<Lint<CertificateUnderLint>> MEANT =
            List.of(
                    new SerialNumberSize(),
                    new IssuerNameMatches(),
                    new ValidityNested(),
                    new PublicKeyStrength(),
                    new SignatureAlgorithmMatchesKey(),
                    new AuthorityKeyIdentifierMatches(),
                    new BasicConstraintsMatchUse(),
                    new CrlDistributionPointIsIssuers());

    /** What every certificate passes before it is signed. */
    public static final LintProfile<CertificateContent, CertificateUnderLint> PROFILE =
            profile(List.of(new IsNoPrecertificate(), new CarriesSctsIfAsked()));

    /** What every precertificate passes before it is signed (RFC 6962 3.1). */
    public static final LintProfile<CertificateContent, CertificateUnderLint> PRECERTIFICATE =
            profile(List.of(new IsPrecertificate()));

    private CertificateRules() {}

    /** What the certificate of a precertificate passes before it is signed. */
    public static LintProfile<CertificateContent, CertificateUnderLint> logged(
            Linted<CertificateContent> precertificate) {
        return profile(
                List.of(
                        new IsNoPrecertificate(),
                        new CarriesSctsIfAsked(),
                        new SaysWhatWasLogged(precertificate.toBeSigned())));
    }

    private static LintProfile<CertificateContent, CertificateUnderLint> profile(
            List<Lint<CertificateUnderLint>> rules) {
        return new LintProfile<>(
                CertificateUnderLint::read,
                Stream.of(
                                MEANT.stream(),
                                rules.stream(),
                                Part.of(ANY, CertificateUnderLint::fields).stream())
                        .flatMap(each -> each)
                        .toList());
    }
}
