package org.lineageca.ca.exchange;

import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.json.CanonicalJson;
import org.lineageca.ca.json.FieldsWriter;
import org.lineageca.ca.json.Json;
import org.lineageca.octets.Octets;

/** A manifest as canonical JSON. */
final class ManifestWriter {

    private ManifestWriter() {}

    static Octets write(Manifest manifest) {
        var route = manifest.route();
        var fields =
                new FieldsWriter()
                        .number("format", Manifest.FORMAT)
                        .text("algorithm", ExchangeVerification.ALGORITHM)
                        .octets("from", route.from().sha256())
                        .octets("to", route.to().sha256())
                        .number("sequence", route.sequence())
                        .octets("previous", route.previous())
                        .text("created", manifest.created().toString())
                        .text("kind", manifest.contents().kind())
                        .items("files", manifest.files(), ManifestWriter::file);
        switch (manifest.contents()) {
            case Contents.Requests(var acts) -> fields.items("items", acts, ManifestWriter::act);
            case Contents.Results(var ceremonies) ->
                    fields.items("items", ceremonies, ManifestWriter::ceremony);
        }
        return CanonicalJson.write(fields.end());
    }

    private static Json file(ContentFile file) {
        return new FieldsWriter()
                .text("name", file.name())
                .octets("sha256", file.sha256())
                .number("length", file.length())
                .end();
    }

    private static Json act(RequestedAct act) {
        return new FieldsWriter()
                .number("act", act.act())
                .text("plan", act.plan())
                .value("proposal", consent(act.proposal()))
                .items("approvals", act.approvals(), ManifestWriter::consent)
                .items("orders", act.orders(), ManifestWriter::order)
                .end();
    }

    private static Json consent(Consent consent) {
        return new FieldsWriter()
                .text("by", consent.by())
                .text("at", consent.at().toString())
                .octets("plan", consent.plan())
                .end();
    }

    private static Json order(RequestedCertificate order) {
        return new FieldsWriter()
                .octets("issuer", order.issuer().sha256())
                .text("template", order.template().name())
                .octets("subject", order.subject().der())
                .octets("publicKey", order.publicKey())
                .value("constraints", constraints(order.constraints()))
                .number("validity", order.validity().toSeconds())
                .octets("occasion", order.occasion())
                .text("proof", order.proof())
                .text("present", order.present())
                .end();
    }

    private static Json constraints(CaConstraints constraints) {
        return new FieldsWriter()
                .number("pathLength", constraints.pathLength())
                .texts("policies", constraints.policies())
                .texts("permittedDns", constraints.permittedDns())
                .end();
    }

    private static Json ceremony(CeremonyRecord ceremony) {
        return new FieldsWriter()
                .text("ceremony", ceremony.ceremony())
                .text("script", ceremony.script())
                .text("record", ceremony.record())
                .text("plan", ceremony.plan())
                .items("approvals", ceremony.approvals(), ManifestWriter::consent)
                .text("transcript", ceremony.transcript())
                .text("signature", ceremony.signature())
                .text("minutes", ceremony.minutes())
                .items("results", ceremony.results(), ManifestWriter::result)
                .end();
    }

    private static Json result(CarriedResult result) {
        return new FieldsWriter()
                .text("kind", result.kind().text())
                .octets("generation", result.generation().sha256())
                .octets("occasion", result.occasion())
                .text("file", result.file())
                .end();
    }
}
