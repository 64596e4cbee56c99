package org.lineageca.ca.exchange;

import java.time.Duration;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.json.CanonicalJson;
import org.lineageca.ca.json.FieldsReader;
import org.lineageca.ca.json.Json;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.octets.Octets;

/** The way back from {@link ManifestWriter}. */
final class ManifestReader {

    private ManifestReader() {}

    /**
     * Reads what {@link ManifestWriter} would write, and nothing else.
     *
     * @throws PackageRefusedException if it is anything else
     */
    static Manifest read(Octets document) {
        try {
            var json = CanonicalJson.read(document);
            requireAlgorithm(json);
            var manifest = FieldsReader.read(json, ManifestReader::manifest);
            if (!ManifestWriter.write(manifest).equals(document)) {
                throw new IllegalArgumentException("a value in it is not written as it should be");
            }
            return manifest;
        } catch (IllegalArgumentException e) {
            throw new PackageRefusedException(
                    PackageFault.MANIFEST, "its manifest is not accepted: " + e.getMessage(), e);
        }
    }

    /** First of all: whoever names a weak algorithm hopes for a reader that follows. */
    private static void requireAlgorithm(Json json) {
        var named = FieldsReader.of(json).text("algorithm");
        if (!named.equals(ExchangeVerification.ALGORITHM)) {
            throw new PackageRefusedException(
                    PackageFault.ALGORITHM,
                    "its manifest names the signature algorithm '"
                            + named
                            + "'; only "
                            + ExchangeVerification.ALGORITHM
                            + " is accepted");
        }
    }

    private static Manifest manifest(FieldsReader fields) {
        fields.text("algorithm");
        var format = fields.number("format");
        if (format != Manifest.FORMAT) {
            throw new IllegalArgumentException(
                    "its format is " + format + ", known here is " + Manifest.FORMAT);
        }
        var route =
                new Route(
                        new PartyId(fields.sha256("from")),
                        new PartyId(fields.sha256("to")),
                        fields.number("sequence"),
                        fields.sha256("previous"));
        return new Manifest(
                route,
                fields.instant("created"),
                fields.items("files", file -> FieldsReader.read(file, ManifestReader::file)),
                contents(fields));
    }

    private static Contents contents(FieldsReader fields) {
        return switch (fields.text("kind")) {
            case Contents.Requests.KIND ->
                    new Contents.Requests(
                            fields.items(
                                    "items", act -> FieldsReader.read(act, ManifestReader::act)));
            case Contents.Results.KIND ->
                    new Contents.Results(
                            fields.items(
                                    "items",
                                    ceremony ->
                                            FieldsReader.read(ceremony, ManifestReader::ceremony)));
            case String other -> throw new IllegalArgumentException("it is of no kind: " + other);
        };
    }

    private static ContentFile file(FieldsReader fields) {
        return new ContentFile(
                fields.text("name"), fields.sha256("sha256"), fields.number("length"));
    }

    private static RequestedAct act(FieldsReader fields) {
        return new RequestedAct(
                fields.number("act"),
                fields.text("plan"),
                FieldsReader.read(fields.value("proposal"), ManifestReader::consent),
                fields.items(
                        "approvals",
                        consent -> FieldsReader.read(consent, ManifestReader::consent)),
                fields.items("orders", order -> FieldsReader.read(order, ManifestReader::order)));
    }

    private static Consent consent(FieldsReader fields) {
        return new Consent(fields.text("by"), fields.instant("at"), fields.sha256("plan"));
    }

    private static RequestedCertificate order(FieldsReader fields) {
        return new RequestedCertificate(
                new GenerationId(fields.sha256("issuer")),
                CertificateTemplate.valueOf(fields.text("template")),
                new DistinguishedName(fields.octets("subject")),
                fields.octets("publicKey"),
                FieldsReader.read(fields.value("constraints"), ManifestReader::constraints),
                Duration.ofSeconds(fields.number("validity")),
                fields.sha256("occasion"),
                fields.optionalText("proof").orElse(null),
                fields.optionalText("present").orElse(null));
    }

    private static CaConstraints constraints(FieldsReader fields) {
        return new CaConstraints(
                fields.optionalNumber("pathLength").map(Math::toIntExact).orElse(null),
                fields.texts("policies"),
                fields.texts("permittedDns"));
    }

    private static CeremonyRecord ceremony(FieldsReader fields) {
        return new CeremonyRecord(
                fields.text("ceremony"),
                fields.text("script"),
                fields.text("record"),
                fields.text("plan"),
                fields.items(
                        "approvals",
                        consent -> FieldsReader.read(consent, ManifestReader::consent)),
                fields.text("transcript"),
                fields.text("signature"),
                fields.text("minutes"),
                fields.items(
                        "results", result -> FieldsReader.read(result, ManifestReader::result)));
    }

    private static CarriedResult result(FieldsReader fields) {
        return new CarriedResult(
                CarriedResult.Kind.ofText(fields.text("kind")),
                new GenerationId(fields.sha256("generation")),
                fields.optionalSha256("occasion").orElse(null),
                fields.text("file"));
    }
}
