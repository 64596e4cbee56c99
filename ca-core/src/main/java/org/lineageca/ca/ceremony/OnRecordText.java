package org.lineageca.ca.ceremony;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.authority.RelyingPartyUris;
import org.lineageca.ca.crl.CrlSchedule;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.revocation.RevocationEntry;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.octets.Octets;

/** {@link OnRecord} as lines of JSON. */
final class OnRecordText {

    private OnRecordText() {}

    static String write(OnRecord record) {
        var lines = new ArrayList<String>();
        record.people()
                .forEach((name, sha256) ->
                        lines.add(
                                Fields.of("person")
                                        .with("name", name)
                                        .with("certificate", sha256)
                                        .line()));
        for (var ca : record.cas()) {
            lines.add(line(ca));
            ca.issued().forEach(issued -> lines.add(line(issued)));
        }
        record.orders().forEach(order -> lines.add(line(order)));
        record.serials()
                .forEach(serial -> lines.add(Fields.of("serial").with("serial", serial).line()));
        return String.join("\n", lines) + "\n";
    }

    private static String line(KnownCa ca) {
        var identity = ca.identity();
        var parent = identity.parent();
        return Fields.of("ca")
                .with("name", identity.name().der())
                .with("number", identity.number())
                .with("lineage", identity.lineage())
                .with("parent", parent == null ? null : parent.sha256())
                .with("token", identity.key().token())
                .with("key", identity.key().publicKey())
                .with("algorithm", identity.algorithm())
                .with("crl-uri", identity.uris().crl())
                .with("ca-issuers-uri", identity.uris().caIssuers())
                .with("ocsp-uri", identity.uris().ocsp())
                .with("certificate", ca.certificate().der())
                .with("state", ca.state())
                .with("period", ca.schedule().period().toSeconds())
                .with("lifetime", ca.schedule().lifetime().toSeconds())
                .with("last-crl-number", ca.lastCrlNumber())
                .with("has-final-crl", ca.hasFinalCrl())
                .line();
    }

    private static String line(KnownCa.Issued issued) {
        var fields =
                Fields.of("issued")
                        .with("serial", issued.serial())
                        .with("common-name", issued.commonName())
                        .with("not-after", issued.notAfter());
        var revocation = issued.revocation();
        if (revocation != null) {
            fields.with("revoked", revocation.revocationDate())
                    .with("reason", revocation.reason().code())
                    .with("invalid-since", revocation.invalidityDate());
        }
        return fields.line();
    }

    private static String line(CaOrder order) {
        return Fields.of("order")
                .with("id", order.id())
                .with("issuer", order.issuer().sha256())
                .with("template", order.template())
                .with("subject", order.subject().der())
                .with("key", order.publicKey())
                .with("present-key", order.present())
                .with("path-length", order.constraints().pathLength())
                .with("policies", order.constraints().policies())
                .with("permitted-dns", order.constraints().permittedDns())
                .with("validity", order.validity().toSeconds())
                .with("occasion", order.occasion())
                .line();
    }

    static OnRecord read(String text) {
        var people = new LinkedHashMap<String, Octets>();
        var cas = new ArrayList<KnownCa>();
        var orders = new ArrayList<CaOrder>();
        var serials = new ArrayList<SerialNumber>();
        for (var line : text.lines().filter(each -> !each.isEmpty()).toList()) {
            var fields = Fields.read(line);
            switch (fields.kind()) {
                case "person" -> people.put(fields.text("name"), fields.octets("certificate"));
                case "ca" -> cas.add(ca(fields));
                case "issued" -> cas.add(with(cas.removeLast(), issued(fields)));
                case "order" -> orders.add(order(fields));
                case "serial" -> serials.add(SerialNumber.ofHex(fields.text("serial")));
                default -> throw new IllegalArgumentException("unknown fact: " + fields.kind());
            }
        }
        var record = new OnRecord(people, cas, orders, serials);
        if (!write(record).equals(text)) {
            throw new IllegalArgumentException("the facts are not written as facts are");
        }
        return record;
    }

    private static KnownCa with(KnownCa ca, KnownCa.Issued issued) {
        var all = new ArrayList<>(ca.issued());
        all.add(issued);
        return new KnownCa(
                ca.identity(),
                ca.certificate(),
                ca.state(),
                ca.schedule(),
                ca.lastCrlNumber(),
                ca.hasFinalCrl(),
                all);
    }

    private static KnownCa ca(Fields fields) {
        var identity =
                new GenerationIdentity(
                        new DistinguishedName(fields.octets("name")),
                        fields.number("number"),
                        fields.optional("lineage"),
                        fields.has("parent") ? new GenerationId(fields.octets("parent")) : null,
                        KeyHandle.of(fields.text("token"), fields.octets("key")),
                        KeyAlgorithm.valueOf(fields.text("algorithm")),
                        new RelyingPartyUris(
                                fields.text("crl-uri"),
                                fields.text("ca-issuers-uri"),
                                fields.optional("ocsp-uri")));
        return new KnownCa(
                identity,
                CaCertificate.parse(fields.octets("certificate")),
                fields.text("state"),
                CrlSchedule.regular(fields.seconds("period"), fields.seconds("lifetime")),
                fields.count("last-crl-number"),
                Boolean.parseBoolean(fields.text("has-final-crl")),
                List.of());
    }

    private static KnownCa.Issued issued(Fields fields) {
        var serial = SerialNumber.ofHex(fields.text("serial"));
        return new KnownCa.Issued(
                serial,
                fields.text("common-name"),
                fields.instant("not-after"),
                revocation(serial, fields));
    }

    private static @Nullable RevocationEntry revocation(SerialNumber serial, Fields fields) {
        return fields.has("revoked")
                ? new RevocationEntry(
                        serial,
                        fields.instant("revoked"),
                        RevocationReason.ofCode(fields.number("reason")),
                        fields.has("invalid-since") ? fields.instant("invalid-since") : null)
                : null;
    }

    private static CaOrder order(Fields fields) {
        return new CaOrder(
                fields.text("id"),
                new GenerationId(fields.octets("issuer")),
                CertificateTemplate.valueOf(fields.text("template")),
                new DistinguishedName(fields.octets("subject")),
                fields.octets("key"),
                fields.has("present-key") ? fields.octets("present-key") : null,
                new CaConstraints(
                        fields.has("path-length") ? (Integer) fields.number("path-length") : null,
                        fields.list("policies"),
                        fields.list("permitted-dns")),
                fields.seconds("validity"),
                fields.octets("occasion"));
    }
}
