package org.lineageca.console.access;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The reverse proxy in front of the console, if there is one (ADR 0047).
 *
 * @param certificates SHA-256 of each client certificate it may show, in hexadecimal digits; none:
 *     there is no proxy
 */
@ConfigurationProperties("lineage.proxy")
public record ProxySettings(@Nullable List<String> certificates) {

    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-fA-F]{64}");

    public ProxySettings {
        certificates =
                certificates == null
                        ? List.of()
                        : certificates.stream().map(ProxySettings::digits).toList();
    }

    private static String digits(String written) {
        var digits = written.replace(":", "").strip();
        if (!FINGERPRINT.matcher(digits).matches()) {
            throw new IllegalArgumentException(
                    "lineage.proxy.certificates has '%s', which is no SHA-256 of a certificate: 64 hexadecimal digits, in quotation marks. The console does not start. Change it in console.yml."
                            .formatted(written));
        }
        return digits.toLowerCase(Locale.ROOT);
    }

    /** Those of the proxy, none where there is none. */
    public List<String> fingerprints() {
        return certificates == null ? List.of() : certificates;
    }

    /** Whether it is a certificate of the proxy, which is nobody's. */
    boolean isProxys(X509Certificate certificate) {
        return SignedInOfficer.fingerprint(certificate)
                .filter(sha256 -> fingerprints().contains(sha256.toHex()))
                .isPresent();
    }
}
