package org.lineageca.console.authority;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.AuthorityStore;
import org.lineageca.ca.lifecycle.CertifyExternally;
import org.lineageca.ca.lifecycle.ListGenerations;
import org.lineageca.ca.lifecycle.ListObligations;
import org.lineageca.ca.lifecycle.TraceGenerations;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.Pem;
import org.lineageca.console.language.Texts;

/** What the page of one generation shows and does. */
@Singleton
public final class AuthorityPresenter {

    private static final Texts TEXTS = Texts.of(AuthorityPresenter.class);

    /**
     * A certificate over the generation's key.
     *
     * @param issuer the generation that signed it; null for a CA that is not ours
     */
    record Held(CaCertificate certificate, Standing standing, @Nullable GenerationId issuer) {}

    /** What a certificate is among those over its key. */
    enum Standing {
        PRESENT,
        EARLIER,
        CROSS
    }

    /** What became of a certificate that was handed in. */
    sealed interface Receipt {

        record Accepted(String words) implements Receipt {}

        record Refused(String why) implements Receipt {}
    }

    private final ListGenerations listGenerations;
    private final ListObligations listObligations;
    private final TraceGenerations traceGenerations;
    private final CertifyExternally certifyExternally;
    private final TokenSigning signing;
    private final InstantSource clock;

    AuthorityPresenter(
            ListGenerations listGenerations,
            ListObligations listObligations,
            TraceGenerations traceGenerations,
            CertifyExternally certifyExternally,
            TokenSigning signing,
            InstantSource clock) {
        this.listGenerations = listGenerations;
        this.listObligations = listObligations;
        this.traceGenerations = traceGenerations;
        this.certifyExternally = certifyExternally;
        this.signing = signing;
        this.clock = clock;
    }

    Optional<Generation> generation(Actor actor, String label) {
        return listGenerations.all(actor).stream()
                .filter(generation -> generation.identity().id().label().equals(label))
                .findFirst();
    }

    Optional<Generation> generation(Actor actor, GenerationId id) {
        return generation(actor, id.label());
    }

    List<Generation> generations(Actor actor) {
        return listGenerations.all(actor);
    }

    /** What must go on for a generation, and what ends its life. */
    List<Duty> duties(Actor actor, Generation generation) {
        var id = generation.identity().id();
        return Duty.of(
                listObligations.of(actor, id.label()),
                listGenerations.crls(actor).stream()
                        .filter(crl -> crl.generation().equals(id))
                        .toList(),
                clock.instant());
    }

    /** What all keys of this CA went through, the newest first. */
    List<TraceGenerations.Step> history(Actor actor, Generation generation) {
        return traceGenerations.history(actor, generation.identity().name());
    }

    /** The present one first, then the newest. */
    List<Held> certificates(Actor actor, Generation generation) {
        var present = generation.caCertificate();
        return listGenerations.certificates(actor, generation.identity().id()).reversed().stream()
                .map(recorded -> held(recorded, present))
                .sorted(java.util.Comparator.comparing(held -> held.standing() != Standing.PRESENT))
                .toList();
    }

    private static Held held(
            AuthorityStore.RecordedCaCertificate recorded, Optional<CaCertificate> present) {
        var certificate = recorded.certificate();
        var standing =
                recorded.isCross()
                        ? Standing.CROSS
                        : present.filter(certificate::equals).isPresent()
                                ? Standing.PRESENT
                                : Standing.EARLIER;
        return new Held(certificate, standing, recorded.issuer());
    }

    /** Whether the generation's key is within reach, so that it can sign a request. */
    boolean reaches(Generation generation) {
        return signing.reaches(generation.identity().key().token());
    }

    /** A PKCS#10 request for a CA that is not ours, PEM. */
    String request(Actor actor, GenerationId id) {
        return Pem.encode("CERTIFICATE REQUEST", certifyExternally.request(actor, id));
    }

    /**
     * Takes a certificate from a CA that is not ours.
     *
     * @param pem the certificate first, then the chain above it
     */
    Receipt handIn(Actor actor, GenerationId id, String pem) {
        List<CaCertificate> chain;
        try {
            chain = Pem.decodeAll(pem, "CERTIFICATE").stream().map(CaCertificate::parse).toList();
        } catch (IllegalArgumentException e) {
            return new Receipt.Refused(TEXTS.say("these-are-not-ca-certificates", e.getMessage()));
        }
        try {
            return new Receipt.Accepted(
                    switch (certifyExternally.accept(actor, id, chain)) {
                        case FIRST -> TEXTS.say("accepted-the-generation-is-staged");
                        case RENEWAL -> TEXTS.say("accepted-it-takes-the-present");
                        case CROSS -> TEXTS.say("accepted-it-is-served-beside");
                    });
        } catch (RefusedException e) {
            return new Receipt.Refused(String.valueOf(e.getMessage()));
        }
    }
}
