package org.lineageca.ca.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.issuance.ProfileRules;

/** Documents that come with the program. */
public enum ReadyMade {
    ROOT(CertificateTemplate.ROOT_CA),
    POLICY_CA(CertificateTemplate.POLICY_CA),
    ISSUING_CA(CertificateTemplate.ISSUING_CA),
    OCSP_SIGNER(CertificateTemplate.OCSP_SIGNER),
    TLS_SERVER(CertificateTemplate.TLS_SERVER),
    TLS_SERVER_SHORT_LIVED(CertificateTemplate.TLS_SERVER),
    SERVICE(CertificateTemplate.TLS_SERVER),
    TLS_CLIENT(CertificateTemplate.TLS_CLIENT),
    OFFICER(CertificateTemplate.TLS_CLIENT),
    MACHINE(CertificateTemplate.TLS_CLIENT),
    S_MIME(CertificateTemplate.S_MIME),
    CODE_SIGNING(CertificateTemplate.CODE_SIGNING);

    private final CertificateTemplate template;

    ReadyMade(CertificateTemplate template) {
        this.template = template;
    }

    public CertificateTemplate template() {
        return template;
    }

    /** Its name, also that of the profile it describes. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<ReadyMade> ofText(String text) {
        return Arrays.stream(values()).filter(value -> value.text().equals(text)).findFirst();
    }

    /** All names, for people. */
    public static String texts() {
        return Arrays.stream(values()).map(ReadyMade::text).collect(Collectors.joining(", "));
    }

    /** The document for a kind of certificate. */
    public static ReadyMade of(CertificateTemplate template) {
        return Arrays.stream(values())
                .filter(value -> value.template == template)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("there is no document for " + template));
    }

    /** The text, with its comments. */
    public String yaml() {
        var file = "/profile/" + text() + ".yaml";
        try (var in = ReadyMade.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is not in the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ProfileRules rules() {
        return ProfileReader.read(yaml()).profile().rules();
    }

    /**
     * The first version of a profile: the ready-made document of its name, or else of its template,
     * with what the short form says in its place.
     *
     * @param shortens whether a certificate that would outlive its issuer ends with it
     * @throws org.lineageca.ca.yaml.InvalidDescriptionException if that is no profile
     */
    public static ProfileDocument derive(
            String name,
            CertificateTemplate template,
            String lineage,
            Duration validity,
            boolean shortens) {
        var model =
                ofText(name)
                        .filter(value -> value.template == template)
                        .orElseGet(() -> of(template));
        var yaml = model.yaml();
        yaml = with(yaml, "profile", name);
        yaml = with(yaml, "version", "1");
        yaml = with(yaml, "lineage", lineage);
        yaml = with(yaml, "validity", words(validity));
        yaml = with(yaml, "beyond-issuer", shortens ? "shorten" : "refuse");
        return ProfileReader.read(yaml);
    }

    private static String with(String yaml, String member, String value) {
        return Pattern.compile("(?m)^" + member + ":.*$")
                .matcher(yaml)
                .replaceFirst(Matcher.quoteReplacement(member + ": " + value));
    }

    private static String words(Duration validity) {
        if (validity.equals(Duration.ofDays(validity.toDays()))) {
            return validity.toDays() + "d";
        }
        if (validity.equals(Duration.ofHours(validity.toHours()))) {
            return validity.toHours() + "h";
        }
        if (validity.equals(Duration.ofMinutes(validity.toMinutes()))) {
            return validity.toMinutes() + "m";
        }
        throw new IllegalArgumentException(
                "the validity of a profile is in whole minutes, got " + validity);
    }
}
