package org.lineageca.console.certificates;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.issuance.CertificateProfile;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.CertificateQuery;
import org.lineageca.ca.lifecycle.CertificateRecord;
import org.lineageca.ca.lifecycle.FindCertificates;
import org.lineageca.ca.lifecycle.IssueCertificate;
import org.lineageca.ca.lifecycle.ListGenerations;
import org.lineageca.ca.lifecycle.PreviewCertificate;
import org.lineageca.ca.lifecycle.SearchTerm;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.Pem;
import org.lineageca.console.language.Texts;
import org.lineageca.octets.Octets;

/** What the view of certificates shows and does. */
@Singleton
public final class CertificatesPresenter {

    private static final Texts TEXTS = Texts.of(CertificatesPresenter.class);

    /** What was issued: the chain as PEM, leaf first. */
    record Issued(String serial, String chain) {}

    private static final int FIRST = 5;

    private final FindCertificates findCertificates;
    private final ListGenerations listGenerations;
    private final PreviewCertificate previewCertificate;
    private final IssueCertificate issueCertificate;

    CertificatesPresenter(
            FindCertificates findCertificates,
            ListGenerations listGenerations,
            PreviewCertificate previewCertificate,
            IssueCertificate issueCertificate) {
        this.findCertificates = findCertificates;
        this.listGenerations = listGenerations;
        this.previewCertificate = previewCertificate;
        this.issueCertificate = issueCertificate;
    }

    /** The generation of a label in a URL. */
    Optional<Generation> generation(Actor actor, String label) {
        return listGenerations.all(actor).stream()
                .filter(generation -> generation.identity().id().label().equals(label))
                .findFirst();
    }

    List<CertificateRecord> search(
            Actor actor, @Nullable GenerationId generation, String text, int offset, int limit) {
        return findCertificates.search(
                actor, new CertificateQuery(generation, text, offset, limit));
    }

    /** What was looked for, as it stands in an address. */
    String address(String text) {
        return Taken.of(SearchTerm.parse(text), List.of()).query();
    }

    /** What was looked for is taken for, by what is found first; why not, if it cannot be read. */
    String taken(Actor actor, @Nullable GenerationId generation, String text) {
        try {
            var term = SearchTerm.parse(text);
            var first =
                    term instanceof SearchTerm.Words words && words.serial() == null
                            ? List.<CertificateRecord>of()
                            : search(actor, generation, text, 0, FIRST);
            return Taken.of(term, first).sentence();
        } catch (RefusedException e) {
            return String.valueOf(e.getMessage());
        }
    }

    List<CertificateProfile> profiles(Actor actor) {
        return listGenerations.profiles(actor);
    }

    /** What would be issued, and what stands against it. */
    PreviewCertificate.Foreseen check(
            Actor actor, @Nullable CertificateProfile profile, String request) {
        if (profile == null) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE, TEXTS.say("no-profile-is-chosen-nothing"));
        }
        return previewCertificate.preview(actor, profile.name(), octets(request));
    }

    Issued issue(Actor actor, CertificateProfile profile, String request) {
        var issued = issueCertificate.issue(actor, profile.name(), octets(request));
        return new Issued(issued.serial().hex(), Pem.chain(issued.chain()));
    }

    private static Octets octets(String request) {
        return Octets.of(request.getBytes(StandardCharsets.UTF_8));
    }
}
