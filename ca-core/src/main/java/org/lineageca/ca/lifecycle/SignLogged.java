package org.lineageca.ca.lifecycle;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.issuance.CertificateContent;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.issuance.TbsCertificateEncoder;
import org.lineageca.ca.lifecycle.SignCertificate.Outcome;
import org.lineageca.ca.lint.Linted;
import org.lineageca.ca.lint.rules.CertificateRules;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.ca.transparency.PrecertificateEntry;
import org.lineageca.ca.transparency.TransparencyPolicy;
import org.lineageca.ca.transparency.log.AskLogs;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.TransparencyExtensions;
import org.lineageca.octets.Octets;

/**
 * How a certificate with SCTs comes to be (RFC 6962 3.1): its precertificate is linted, promised,
 * signed and recorded; logs are asked; then the certificate itself is linted, promised, signed and
 * recorded. From the first promise on it counts as issued, whatever becomes of the rest.
 *
 * <p>While logs are asked, nothing is held: no lane, no connection, no lock.
 */
public final class SignLogged {

    private final PrecertificateStore precertificates;
    private final AuthorityStore authorities;
    private final AskLogs logs;
    private final InstantSource clock;
    private final SignTogether first;
    private final SignTogether second;

    /** Signed and on record; it may be sent to logs. */
    private record Precertificate(Linted<CertificateContent> linted, Octets der) {}

    public SignLogged(
            CertificateStore certificates,
            PrecertificateStore precertificates,
            AuthorityStore authorities,
            AskLogs logs,
            TokenSigning signing,
            InstantSource clock) {
        this.precertificates = precertificates;
        this.authorities = authorities;
        this.logs = logs;
        this.clock = clock;
        this.first =
                new SignTogether(
                        new SigningLedger(certificates::intend, precertificates::record),
                        signing,
                        clock);
        this.second =
                new SignTogether(
                        new SigningLedger(precertificates::complete, certificates::record),
                        signing,
                        clock);
    }

    Outcome sign(CertificateContent content, TransparencyPolicy policy, RequestOrigin origin) {
        check(content, policy);
        var request = origin.request();
        var begun = request == null ? Optional.<Precertificate>empty() : begun(content, request);
        if (begun.isPresent()) {
            return complete(begun.get(), policy, origin);
        }
        var linted = precertificate(content);
        return switch (first.sign(new CertificateOrder(linted, origin))) {
            case Outcome.Signed(_, var der) ->
                    complete(new Precertificate(linted, der), policy, origin);
            case Outcome other -> other;
        };
    }

    /**
     * Returns if logs are configured that can give what it needs.
     *
     * @throws RefusedException otherwise
     */
    void check(CertificateContent content, TransparencyPolicy policy) {
        logs.requireEnough(policy, content.notBefore(), content.notAfter());
    }

    private static Linted<CertificateContent> precertificate(CertificateContent content) {
        return CertificateRules.PRECERTIFICATE.admit(
                content, TransparencyExtensions.poisoned(TbsCertificateEncoder.encode(content)));
    }

    /**
     * What an earlier attempt at the same request left: it goes on from there, so that logs, and
     * those who read them, see one precertificate. Where it would not be, octet for octet, what is
     * to be signed now, it is left as it is.
     */
    private Optional<Precertificate> begun(CertificateContent content, Octets request) {
        return precertificates
                .unfinished(content.generation(), content.profile(), request, clock.instant())
                .flatMap(left -> {
                    var linted =
                            precertificate(
                                    content.withIdentity(
                                            left.serial(), left.notBefore(), left.notAfter()));
                    return TransparencyExtensions.isOf(left.der(), linted.toBeSigned())
                            ? Optional.of(new Precertificate(linted, left.der()))
                            : Optional.empty();
                });
    }

    private Outcome complete(
            Precertificate precertificate, TransparencyPolicy policy, RequestOrigin origin) {
        var content = precertificate.linted().content();
        var plain = TransparencyExtensions.logged(precertificate.linted().toBeSigned());
        try {
            var scts =
                    logs.ask(
                            new AskLogs.Submission(
                                    PrecertificateEntry.of(
                                            content.signer().key().publicKey(), plain),
                                    chain(content, precertificate.der()),
                                    policy,
                                    content.notBefore(),
                                    content.notAfter()));
            var linted =
                    CertificateRules.logged(precertificate.linted())
                            .admit(content, TransparencyExtensions.withScts(plain, scts.encoded()));
            return second.sign(new CertificateOrder(linted, origin));
        } catch (RefusedException silent) {
            return new Outcome.Failed(unfinished(content, origin.request(), silent));
        }
    }

    private static RefusedException unfinished(
            CertificateContent content, @Nullable Octets request, RefusedException silent) {
        return new RefusedException(
                silent.refusal(),
                silent.getMessage()
                        + ". The certificate was not signed. Its precertificate "
                        + content.serial()
                        + " is, and may be public: it counts as issued, has a status and can be revoked. "
                        + (request == null
                                ? "Try again."
                                : "Send the same request again in a minute: it goes on from there."),
                silent);
    }

    private List<Octets> chain(CertificateContent content, Octets precertificate) {
        var chain = new ArrayList<Octets>();
        chain.add(precertificate);
        var issuer = content.issuer();
        if (issuer != null) {
            chain.add(issuer.certificate().der());
            authorities.chainAbove(content.generation()).stream()
                    .map(CaCertificate::der)
                    .forEach(chain::add);
        }
        return chain;
    }
}
