package org.lineageca.ca.exchange;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.Certifier;
import org.lineageca.ca.act.NewKey;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.issuance.CertificationRequest;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.ConfusableCharacters;
import org.lineageca.ca.x509.GenerationId;

/** Whether a certificate that is asked for follows from the plan that two people approved. */
final class OrderRules {

    private final ExchangePackage exchanged;
    private final String what;
    private final List<Generation> ours;

    OrderRules(ExchangePackage exchanged, RequestedAct act, List<Generation> ours) {
        this.exchanged = exchanged;
        this.what = "a certificate asked for by act " + act.act();
        this.ours = ours;
    }

    void check(Act act, RequestedCertificate order) {
        requirePlain(order);
        requirePresentGeneration(order.issuer());
        switch (act) {
            case Act.Renew(var generation, var validity) ->
                    renewal(order, generation, validity, null);
            case Act.Modify(var generation, var validity, var constraints) ->
                    renewal(order, generation, validity, constraints);
            case Act.Roll(var predecessor, var keys, var certifier, var validity) ->
                    succession(order, predecessor, keys, certifier, validity);
            case Act.Rekey(var predecessor, var key, var certifier, var validity) ->
                    succession(order, predecessor, List.of(key), certifier, validity);
            case Act.CrossCertify cross -> cross(order, cross);
            case Act.CutOver _,
                    Act.Disable _,
                    Act.TrustAnchor _,
                    Act.RevokeCa _,
                    Act.RevokeCertificates _,
                    Act.ReissueCertificates _,
                    Act.Retire _,
                    Act.DestroyKey _,
                    Act.ChangeProfile _,
                    Act.ChangePeople _ ->
                    throw notPlanned("follows from no act of kind " + act.kind());
        }
    }

    private void renewal(
            RequestedCertificate order,
            GenerationId generation,
            Duration validity,
            @Nullable CaConstraints modified) {
        require(order.subjectKey().equals(generation), "is over another key than the plan names");
        var present = present(order, generation);
        var isRoot = order.issuer().equals(generation);
        require(
                order.template()
                        == (isRoot ? CertificateTemplate.ROOT_CA : CertificateTemplate.ISSUING_CA),
                "is of kind " + order.template());
        require(order.subject().equals(present.subject()), "is for another subject than before");
        if (!isSignedByOneNamedAs(order.issuer(), present)) {
            throw new PackageRefusedException(
                    PackageFault.OTHER_ISSUER,
                    "%s is to be signed by %s, its present certificate is by %s"
                            .formatted(what, name(order.issuer()), present.issuer()));
        }
        requireTerms(order, validity, modified == null ? CaConstraints.of(present) : modified);
        requirePossession(order);
    }

    private void succession(
            RequestedCertificate order,
            GenerationId predecessor,
            List<NewKey> keys,
            Certifier certifier,
            Duration validity) {
        require(
                keys.stream().anyMatch(key -> key.name().equals(order.subject())),
                "is for the subject '" + order.subject() + "', which the plan does not name");
        require(
                order.template() == CertificateTemplate.ISSUING_CA,
                "is of kind " + order.template());
        if (!(certifier instanceof Certifier.Parent(var parent))
                || !parent.equals(order.issuer())) {
            throw new PackageRefusedException(
                    PackageFault.OTHER_ISSUER,
                    "%s is to be signed by %s, the plan names another"
                            .formatted(what, name(order.issuer())));
        }
        var present = certificate(order.present());
        require(
                present.generation().equals(predecessor),
                "comes with a present certificate of another generation than the plan names");
        requireTerms(order, validity, CaConstraints.of(present));
        // Of a CA that stood below another root nobody here can tell what it was permitted.
        require(
                isByOneOfUs(present) || !order.constraints().permitCas(),
                "is of a CA that may have CAs below it, and its present certificate is not by any of our keys");
        requirePossession(order);
    }

    private void cross(RequestedCertificate order, Act.CrossCertify cross) {
        if (!order.issuer().equals(cross.issuer())) {
            throw new PackageRefusedException(
                    PackageFault.OTHER_ISSUER,
                    "%s is to be signed by %s, the plan names %s"
                            .formatted(what, name(order.issuer()), cross.issuer()));
        }
        require(order.template() == CertificateTemplate.CROSS_CA, "is of kind " + order.template());
        var subject = certificate(order.proof());
        require(
                subject.der().sha256().equals(cross.subject()),
                "comes without the certificate that the plan names");
        require(
                subject.publicKey().equals(order.publicKey())
                        && subject.subject().equals(order.subject()),
                "is for another subject or key than the certificate that the plan names");
        requireTerms(order, cross.validity(), cross.constraints());
    }

    private void requireTerms(
            RequestedCertificate order, Duration validity, CaConstraints constraints) {
        require(
                order.validity().equals(validity),
                "is to be valid for %s, the plan says %s".formatted(order.validity(), validity));
        require(
                order.constraints().equals(constraints),
                "has other constraints than the plan means: %s, not %s"
                        .formatted(order.constraints(), constraints));
    }

    private void requirePlain(RequestedCertificate order) {
        try {
            for (var value : order.subject().values()) {
                var problem = ConfusableCharacters.problem(value);
                if (problem.isPresent()) {
                    throw new PackageRefusedException(
                            PackageFault.CONFUSABLE,
                            "the subject '%s' of %s could be taken for another: %s"
                                    .formatted(order.subject(), what, problem.get()));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new PackageRefusedException(
                    PackageFault.CONFUSABLE,
                    "the subject of %s is not plain text: %s".formatted(what, e.getMessage()),
                    e);
        }
    }

    /** "An old generation": another key of the same name issues now, or none does. */
    private void requirePresentGeneration(GenerationId issuer) {
        var generation =
                find(issuer)
                        .orElseThrow(() ->
                                new PackageRefusedException(
                                        PackageFault.OTHER_ISSUER,
                                        "%s is to be signed by generation %s, which is none of ours"
                                                .formatted(what, issuer)));
        var identity = generation.identity();
        var newer =
                ours.stream()
                        .filter(Generation.Enabled.class::isInstance)
                        .map(Generation::identity)
                        .filter(other ->
                                other.name().equals(identity.name())
                                        && other.number() > identity.number())
                        .findFirst();
        if (!(generation instanceof Generation.Enabled) || newer.isPresent()) {
            throw new PackageRefusedException(
                    PackageFault.OLD_GENERATION,
                    "%s is to be signed by generation %s of %s, which is %s%s"
                            .formatted(
                                    what,
                                    issuer,
                                    identity.name(),
                                    generation.state(),
                                    newer.map(other -> "; generation " + other.id() + " issues now")
                                            .orElse("")));
        }
    }

    private void requirePossession(RequestedCertificate order) {
        var file = order.proof();
        if (file == null) {
            // Whoever holds the key needs no proof of it.
            if (find(order.subjectKey()).isEmpty()) {
                throw new PackageRefusedException(
                        PackageFault.POSSESSION,
                        what + " is over a key that is not ours and comes without a request by it");
            }
            return;
        }
        try {
            var request = CertificationRequest.parse(exchanged.file(file));
            if (!request.publicKey().equals(order.publicKey())) {
                throw new PackageRefusedException(
                        PackageFault.POSSESSION,
                        what + " is over another key than the request that comes with it");
            }
            if (!request.subject().equals(order.subject())) {
                throw new PackageRefusedException(
                        PackageFault.POSSESSION,
                        what + " is for another subject than the request that comes with it");
            }
        } catch (RefusedException e) {
            throw new PackageRefusedException(
                    PackageFault.POSSESSION,
                    "the request that comes with " + what + " is not accepted: " + e.getMessage(),
                    e);
        }
    }

    /** The certificate of a generation as the asker has it; its word for it is not enough. */
    private CaCertificate present(RequestedCertificate order, GenerationId generation) {
        var certificate = certificate(order.present());
        require(
                certificate.generation().equals(generation) && isByOneOfUs(certificate),
                "comes with a present certificate that is not by any of our keys for the generation that the plan names");
        return certificate;
    }

    private boolean isByOneOfUs(CaCertificate certificate) {
        return ours.stream().anyMatch(issuer -> isSignedBy(issuer, certificate));
    }

    private boolean isSignedByOneNamedAs(GenerationId issuer, CaCertificate certificate) {
        var name = find(issuer).orElseThrow().identity().name();
        return certificate.issuer().equals(name)
                && ours.stream()
                        .filter(other -> other.identity().name().equals(name))
                        .anyMatch(other -> isSignedBy(other, certificate));
    }

    private static boolean isSignedBy(Generation issuer, CaCertificate certificate) {
        return SignedBy.isCertificate(certificate.der(), issuer.identity().key().publicKey());
    }

    private CaCertificate certificate(@Nullable String file) {
        if (file == null) {
            throw notPlanned("comes without the certificate it is about");
        }
        try {
            return CaCertificate.parse(exchanged.file(file));
        } catch (IllegalArgumentException e) {
            throw new PackageRefusedException(
                    PackageFault.NOT_PLANNED,
                    "'%s', which comes with %s, is no certificate of a CA: %s"
                            .formatted(file, what, e.getMessage()),
                    e);
        }
    }

    private Optional<Generation> find(GenerationId id) {
        return ours.stream().filter(each -> each.identity().id().equals(id)).findFirst();
    }

    private String name(GenerationId id) {
        return find(id).map(each -> each.identity().name().toString()).orElse(id.toString());
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw notPlanned(otherwise);
        }
    }

    private PackageRefusedException notPlanned(String why) {
        return new PackageRefusedException(PackageFault.NOT_PLANNED, what + " " + why);
    }
}
