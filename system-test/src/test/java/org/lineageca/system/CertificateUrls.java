package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;

/**
 * What a certificate says about where to ask.
 *
 * @param file PEM, in the installation's folder
 */
record CertificateUrls(Installation lineage, String file) {

    String crl() {
        return uri("crlDistributionPoints", "URI:");
    }

    String caIssuers() {
        return uri("authorityInfoAccess", "CA Issuers - URI:");
    }

    String ocsp() {
        return uri("authorityInfoAccess", "OCSP - URI:");
    }

    private String uri(String extension, String before) {
        var text =
                lineage.shell()
                        .bash("openssl x509 -noout -ext %s -in %s".formatted(extension, file))
                        .succeeded()
                        .out();
        var found = Pattern.compile(Pattern.quote(before) + "(\\S+)").matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group(1);
    }
}
