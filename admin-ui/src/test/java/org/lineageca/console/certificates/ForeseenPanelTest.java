package org.lineageca.console.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.authority.RelyingPartyUris;
import org.lineageca.ca.issuance.CertificateContent;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.issuance.TbsCertificateEncoder;
import org.lineageca.ca.lifecycle.PreviewCertificate.Foreseen;
import org.lineageca.ca.lint.Finding;
import org.lineageca.ca.lint.Severity;
import org.lineageca.ca.profile.ReadyMade;
import org.lineageca.ca.x509.AlternativeName;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.octets.Octets;

class ForeseenPanelTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final Finding WARNING =
            new Finding("name_edges", Severity.WARNING, "RFC 5280 7.1", "it ends with a blank");
    private static final Finding ERROR =
            new Finding("dns_name_syntax", Severity.ERROR, "RFC 1034 3.5", "it is no host name");

    @AfterEach
    void leave() {
        UI.setCurrent(null);
    }

    private static Foreseen foreseen(List<String> refusals, Finding... findings)
            throws GeneralSecurityException {
        var keys = KeyPairGenerator.getInstance("EC");
        keys.initialize(new ECGenParameterSpec("secp256r1"));
        var key = Octets.of(keys.generateKeyPair().getPublic().getEncoded());
        var issuer =
                new GenerationIdentity(
                        DistinguishedName.of("CN=TLS Issuing CA"),
                        1,
                        "tls-servers",
                        null,
                        KeyHandle.of("test", Octets.ofHex("30000001")),
                        KeyAlgorithm.P256,
                        RelyingPartyUris.under("http://crl.example", null, "label"));
        var content =
                new CertificateContent(
                        issuer,
                        null,
                        "tls-server",
                        CertificateTemplate.TLS_SERVER,
                        new SerialNumber(BigInteger.valueOf(0xdecade)),
                        DistinguishedName.of("CN=shown.example"),
                        key,
                        List.of(new AlternativeName.Dns("shown.example")),
                        null,
                        NOW,
                        NOW.plus(Duration.ofDays(90)).minusSeconds(1));
        return new Foreseen(
                ReadyMade.derive(
                                "tls-server",
                                CertificateTemplate.TLS_SERVER,
                                "tls-servers",
                                Duration.ofDays(90),
                                false)
                        .profile(),
                issuer,
                TbsCertificateEncoder.encode(content),
                refusals,
                List.of(findings));
    }

    private static String html(Foreseen foreseen) {
        return new ForeseenPanel(foreseen).getElement().getOuterHTML();
    }

    @Test
    void whatWouldBeSignedIsThereFieldByFieldWithoutTheSerialNumber() throws Exception {
        var html = html(foreseen(List.of()));
        assertThat(html)
                .contains("tls-server, version 1")
                .contains("TLS Issuing CA, generation ")
                .contains("CN = shown.example", "dns:shown.example", "EC P-256", "90 days")
                .contains("digitalSignature", "serverAuth", "nothing stands against it")
                .doesNotContain("decade", "role=\"alert\"");
    }

    @Test
    void warningsAreListedAndDoNotStopIt() throws Exception {
        var foreseen = foreseen(List.of(), WARNING);
        assertThat(foreseen.isIssuable()).isTrue();
        assertThat(html(foreseen))
                .contains("The rules warn", "name_edges: it ends with a blank (RFC 5280 7.1)")
                .contains("one warning")
                .doesNotContain("role=\"alert\"");
    }

    @Test
    void whatStandsAgainstItComesFirstAndIsReadOut() throws Exception {
        var foreseen = foreseen(List.of("The key was refused."), WARNING, ERROR);
        assertThat(foreseen.isIssuable()).isFalse();
        assertThat(html(foreseen))
                .containsSubsequence(
                        "role=\"alert\"",
                        "It would be refused",
                        "The key was refused.",
                        "dns_name_syntax",
                        "The rules warn",
                        "name_edges",
                        "refused",
                        "CN = shown.example");
    }

    @Test
    void inGermanTheSentencesOfTheCoreAreMarked() throws Exception {
        var page = new UI();
        page.setLocale(Locale.GERMAN);
        UI.setCurrent(page);
        assertThat(html(foreseen(List.of("The key was refused."))))
                .contains("Es würde abgelehnt", "<p lang=\"en\">The key was refused.</p>");
    }
}
