package org.lineageca.ca.lifecycle;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.issuance.CertificateContent;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.issuance.TbsCertificateEncoder;
import org.lineageca.ca.lint.LintFailedException;
import org.lineageca.ca.lint.rules.CertificateRules;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/**
 * The one way a certificate comes to be: encode, lint, commit the intent, sign, record (DESIGN 3.4
 * and 3.6).
 *
 * <p>Those asked for at the same time share their commits, each with those of its generation; the
 * signer puts their digests into common frames. What befalls one is no matter of its neighbours.
 */
public final class SignCertificate {

    /** What came of it. */
    public sealed interface Outcome {

        /** It is signed and recorded. */
        record Signed(SerialNumber serial, Octets der) implements Outcome {}

        /** The same request was answered before, by a certificate that is still good. */
        record Duplicate(SerialNumber existing) implements Outcome {}

        /** The generation may not sign this any more; nothing was signed. */
        record IssuerMoved() implements Outcome {}

        /**
         * It is not signed, or not on record as signed.
         *
         * @param why what a caller is to be thrown
         */
        record Failed(RuntimeException why) implements Outcome {}
    }

    /** One request, which is answered once. */
    private record Occasion(GenerationId generation, String profile, Octets request) {}

    /** Of whoever was cut short. */
    private static final Outcome NOTHING = new Outcome.IssuerMoved();

    private final CertificateStore certificates;
    private final TokenSigning signing;
    private final SignTogether together;
    private final SignLogged logged;
    private final Map<Occasion, CompletableFuture<Outcome>> underWay = new ConcurrentHashMap<>();

    /**
     * Signs with the tokens that are reached from here.
     *
     * @param logged how those are signed that carry SCTs
     */
    public SignCertificate(
            CertificateStore certificates,
            SignLogged logged,
            TokenSigning signing,
            InstantSource clock) {
        this.certificates = certificates;
        this.logged = logged;
        this.signing = signing;
        this.together =
                new SignTogether(
                        new SigningLedger(certificates::intend, certificates::record),
                        signing,
                        clock);
    }

    /** Whether the token of a generation can be asked from here. */
    boolean reaches(GenerationIdentity signer) {
        return signing.reaches(signer.key().token());
    }

    /** What a generation signed for a request before, here or in a ceremony elsewhere; DER. */
    Optional<Octets> answer(GenerationId signer, Octets request) {
        return certificates.answer(signer, request);
    }

    /**
     * Signs a certificate, together with others that are asked for at the moment. One that carries
     * SCTs waits for the logs that give them.
     *
     * @throws LintFailedException if it breaks a rule; nothing has changed then
     * @throws RefusedException where the logs that are configured cannot give what it needs;
     *     nothing has changed then
     */
    public Outcome sign(CertificateContent content, RequestOrigin origin) {
        signing.requireOpen();
        var policy = content.terms().extensions().transparency();
        Supplier<Outcome> sign =
                policy == null
                        ? plainly(content, origin)
                        : () -> logged.sign(content, policy, origin);
        var request = origin.request();
        return request == null
                ? sign.get()
                : signAfterCopies(
                        new Occasion(content.generation(), content.profile(), request), sign);
    }

    private Supplier<Outcome> plainly(CertificateContent content, RequestOrigin origin) {
        // Linted before anything is committed, so that what is refused leaves nothing behind.
        var linted = CertificateRules.PROFILE.admit(content, TbsCertificateEncoder.encode(content));
        var order = new CertificateOrder(linted, origin);
        return () -> together.sign(order);
    }

    /**
     * Of two copies of one request at the same moment the second waits for what becomes of the
     * first, and is signed only if that came to nothing.
     */
    private Outcome signAfterCopies(Occasion occasion, Supplier<Outcome> sign) {
        while (true) {
            var mine = new CompletableFuture<Outcome>();
            var first = underWay.putIfAbsent(occasion, mine);
            if (first == null) {
                return signFirst(occasion, mine, sign);
            }
            switch (first.join()) {
                case Outcome.Signed(var serial, _) -> {
                    return new Outcome.Duplicate(serial);
                }
                case Outcome.Duplicate duplicate -> {
                    return duplicate;
                }
                case Outcome.IssuerMoved _, Outcome.Failed _ -> {}
            }
        }
    }

    private Outcome signFirst(
            Occasion occasion, CompletableFuture<Outcome> mine, Supplier<Outcome> sign) {
        Outcome outcome = NOTHING;
        try {
            outcome = sign.get();
            return outcome;
        } finally {
            underWay.remove(occasion, mine);
            mine.complete(outcome);
        }
    }

    /**
     * Signs a certificate that must come to be at the first attempt or was signed before.
     *
     * <p>Asked again and again while the key cannot sign, it leaves no serial number behind.
     *
     * @param request names the occasion: asked again, the certificate signed then is returned
     * @throws RefusedException if the generation may not sign it
     * @throws org.lineageca.hsm.client.TokenUnavailableException if its key cannot sign now
     */
    public Octets signOnce(CertificateContent content, @Nullable Octets request, Actor actor) {
        signing.requireReady(content.signer());
        return switch (sign(content, RequestOrigin.of(request, actor))) {
            case Outcome.Signed(_, var der) -> der;
            case Outcome.Duplicate(var existing) ->
                    certificates.der(content.generation(), existing).orElseThrow();
            case Outcome.Failed(var why) -> throw why;
            case Outcome.IssuerMoved() ->
                    throw new RefusedException(
                            Refusal.CANNOT_ISSUE,
                            "Generation "
                                    + content.generation()
                                    + " ("
                                    + content.signer().name()
                                    + ") is in a state in which it signs no certificate of kind "
                                    + content.template()
                                    + ". Nothing was signed.");
        };
    }
}
