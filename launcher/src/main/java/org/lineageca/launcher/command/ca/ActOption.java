package org.lineageca.launcher.command.ca;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import org.lineageca.launcher.command.Moment;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.Pem;
import picocli.CommandLine.Model.OptionSpec;

/** The options of acts: how each is typed, and which member of the request it becomes. */
enum ActOption {
    VALIDITY(
            "--validity",
            "validity",
            "DURATION",
            Form.TEXT,
            "How long the certificate is valid, like 5y, 90d or 12h (default: as long as the present one was)."),
    NAME(
            "--name",
            "name",
            "DN",
            Form.TEXT,
            "The new CA's name, RFC 4514 (default: the next one by the lineage's naming rule)."),
    KEY(
            "--key",
            "algorithm",
            "ALGORITHM",
            Form.TEXT,
            "Algorithm of the new key: P256, P384, RSA2048, RSA3072 or RSA4096 (default: the present one)."),
    SPARES("--spares", "spares", "N", Form.NUMBER, "How many more to stage for later rolls."),
    ISSUER(
            "--issuer",
            "issuer",
            "GENERATION",
            Form.TEXT,
            "Another CA of ours certifies it: its label or role (default: the one that certified the present one)."),
    ANCHOR(
            "--anchor",
            "anchor",
            "SHA256",
            Form.FINGERPRINT,
            "An external CA certifies it: SHA-256 of that CA's trust anchor, or a file with its certificate."),
    AT(
            "--at",
            "notBefore",
            "TIME",
            Form.TIME,
            "Not before then: " + Moment.EXAMPLES + " (default: at once)."),
    WHEN_NEEDED(
            "--when-needed",
            "whenNeeded",
            "",
            Form.FLAG,
            "Also as soon as a certificate would outlive the present generation."),
    CERTIFICATE(
            "--certificate",
            "certificate",
            "FILE",
            Form.CERTIFICATE,
            "A certificate of the other CA, PEM or DER."),
    PATH_LENGTH(
            "--path-length",
            "pathLength",
            "N",
            Form.NUMBER,
            "How many CAs may stand below it (default: any number)."),
    POLICY("--policy", "policies", "OID", Form.LIST, "A certificate policy; may be repeated."),
    PERMITTED_DNS(
            "--permitted-dns",
            "permittedDns",
            "NAME",
            Form.LIST,
            "A DNS name below which it may certify names; may be repeated."),
    REASON(
            "--reason",
            "reason",
            "REASON",
            Form.TEXT,
            "keyCompromise, cACompromise, superseded, cessationOfOperation, affiliationChanged, privilegeWithdrawn or unspecified (RFC 5280 5.3.1)."),
    INVALIDITY_DATE(
            "--invalidity-date",
            "invalidityDate",
            "TIME",
            Form.TIME,
            "Since when the key is to be distrusted, if known: " + Moment.EXAMPLES + "."),
    WITH_CERTIFICATES(
            "--with-certificates",
            "withCertificates",
            "",
            Form.FLAG,
            "Also revoke every certificate that it issued.");

    /** What its value is. */
    private enum Form {
        TEXT,
        NUMBER,
        FLAG,
        LIST,
        TIME,
        FINGERPRINT,
        CERTIFICATE
    }

    private final String typed;
    private final String member;
    private final String label;
    private final Form form;
    private final String description;

    ActOption(String typed, String member, String label, Form form, String description) {
        this.typed = typed;
        this.member = member;
        this.label = label;
        this.form = form;
        this.description = description;
    }

    String typed() {
        return typed;
    }

    OptionSpec spec() {
        var builder =
                OptionSpec.builder(typed)
                        .description(description)
                        .required(this == CERTIFICATE || this == REASON);
        if (form == Form.FLAG) {
            return builder.type(boolean.class).arity("0").build();
        }
        builder.paramLabel(label).arity("1");
        return switch (form) {
            case NUMBER -> builder.type(Integer.class).build();
            case LIST -> builder.type(List.class).auxiliaryTypes(String.class).build();
            case TEXT, FLAG, TIME, FINGERPRINT, CERTIFICATE -> builder.type(String.class).build();
        };
    }

    /** Adds the value that was typed to the request. */
    void put(Object value, ObjectNode request) throws RefusedException {
        var text = value.toString();
        switch (form) {
            case TEXT -> request.put(member, text);
            case NUMBER -> request.put(member, (Integer) value);
            case FLAG -> request.put(member, (Boolean) value);
            case LIST -> {
                var list = request.putArray(member);
                ((List<?>) value).forEach(each -> list.add(each.toString()));
            }
            case TIME -> request.put(member, time(text));
            case FINGERPRINT -> request.put(member, fingerprint(text));
            case CERTIFICATE -> request.put(member, pem(Path.of(text)));
        }
    }

    private String time(String text) throws RefusedException {
        return Moment.parse(text)
                .orElseThrow(() ->
                        new RefusedException(
                                "%s %s is no time. Write %s. Nothing was planned."
                                        .formatted(typed, text, Moment.EXAMPLES)))
                .toString();
    }

    private static String fingerprint(String text) throws RefusedException {
        var file = Path.of(text);
        if (!Files.isRegularFile(file)) {
            return text;
        }
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(read(file).getEncoded());
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(Path file) throws RefusedException {
        try {
            return Pem.certificate(read(file));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate read(Path file) throws RefusedException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new RefusedException(
                    "There is no readable file %s. Nothing was planned.".formatted(file));
        }
        try {
            return Pem.certificates(file).getFirst();
        } catch (IOException | GeneralSecurityException e) {
            throw new RefusedException(
                    "%s is not a certificate in PEM or DER. Nothing was planned.".formatted(file),
                    e);
        }
    }
}
