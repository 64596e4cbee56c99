package org.lineageca.ca.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lineageca.ca.admission.Admission;
import org.lineageca.ca.revocation.RevocationReason;

class ClientRefusalTest {

    private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");

    record Case(Admission.Refused refused, int status, String kind, String said) {}

    static Stream<Case> cases() {
        return Stream.of(
                new Case(
                        new Admission.NobodysCertificate(),
                        403,
                        "unknown-client",
                        "not registered"),
                new Case(
                        new Admission.StatusUnavailable("away"),
                        503,
                        "database-unavailable",
                        "cannot be read now"),
                refused(new Admission.PersonRemoved("anna", AT), "anna was removed on 2026-11-22"),
                refused(new Admission.CertificateRemoved("anna", AT), "from those of anna"),
                refused(new Admission.NotYetValid("anna", AT), "not valid before 2026-11-22"),
                refused(new Admission.Expired("anna", AT), "expired on 2026-11-22"),
                refused(new Admission.OnHold("anna", AT), "on hold since 2026-11-22"),
                refused(
                        new Admission.Revoked("anna", AT, RevocationReason.KEY_COMPROMISE),
                        "revoked on 2026-11-22T12:00:00Z (keyCompromise)"),
                refused(
                        new Admission.IssuerRevoked("anna", "CN=Officers", AT),
                        "its CA CN=Officers was revoked"));
    }

    private static Case refused(Admission.Refused refused, String said) {
        return new Case(refused, 403, "client-refused", said);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aRefusalSaysWhyAndThatNothingWasDone(Case tried) {
        var response = ClientRefusal.answer(tried.refused());
        var problem = Objects.requireNonNull(response.body());
        assertThat(response.code()).isEqualTo(tried.status());
        assertThat(problem.type()).isEqualTo("urn:lineage:problem:" + tried.kind());
        assertThat(problem.detail()).contains(tried.said(), "Nothing was done. ");
        assertThat(response.getHeaders().contains("Retry-After")).isEqualTo(tried.status() == 503);
    }
}
