package org.lineageca.ca.exchange;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.ceremony.CeremonyResult;
import org.lineageca.ca.issuance.CertificateContent;
import org.lineageca.ca.x509.ConfusableCharacters;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.octets.Octets;

/**
 * What is asked of results before the online installation takes them: that two people approved
 * exactly the plan, that the ceremony went by it, that everything signed is by a key of ours, and
 * that what was ordered is what came.
 */
public final class ResultRules {

    private final Map<Octets, RequestedCertificate> ordered;

    /** Who may sign: generations on record here, and those the ceremony made before. */
    private final Map<GenerationId, DistinguishedName> signers = new HashMap<>();

    private ResultRules(List<Generation> ours, Map<Octets, RequestedCertificate> ordered) {
        this.ordered = Map.copyOf(ordered);
        ours.stream()
                .map(Generation::identity)
                .forEach(each -> signers.put(each.id(), each.name()));
    }

    /**
     * Checks.
     *
     * @param ours the generations on record here
     * @param ordered what was asked for and has not come, by its occasion
     * @return the ceremonies, in order
     * @throws PackageRefusedException saying what is wrong
     */
    static List<CarriedCeremony> check(
            ExchangePackage exchanged,
            Contents.Results results,
            List<Generation> ours,
            Map<Octets, RequestedCertificate> ordered) {
        if (results.ceremonies().isEmpty()) {
            throw new PackageRefusedException(PackageFault.MANIFEST, "it has no results");
        }
        var rules = new ResultRules(ours, ordered);
        var ceremonies = new ArrayList<CarriedCeremony>();
        for (var record : results.ceremonies()) {
            People.require(
                    "ceremony " + record.ceremony(),
                    exchanged.file(record.plan()).sha256(),
                    record.approvals());
            var ceremony = CarriedCeremony.read(exchanged, record, exchanged.signer());
            // In the order they were made: what a ceremony generates may sign what follows.
            ceremony.state().results().values().forEach(rules::result);
            ceremonies.add(ceremony);
        }
        return ceremonies;
    }

    private void result(CeremonyResult result) {
        switch (result) {
            case CeremonyResult.KeyGenerated(var identity, _) -> {
                requirePlain(identity.name());
                signers.put(identity.id(), identity.name());
            }
            case CeremonyResult.CaCertificateSigned(var linted, var occasion, _) -> {
                var content = linted.content();
                requireSigner(content.signer());
                requirePlain(content.subject());
                requireOrdered(content, occasion);
            }
            case CeremonyResult.CrlSigned(var linted, _, _) ->
                    requireSigner(linted.content().issuer().identity());
            case CeremonyResult.OcspSignerSigned(var linted, _, _) ->
                    requireSigner(linted.content().signer());
            case CeremonyResult.KeyDestroyed(var identity, _) -> requireSigner(identity);
        }
    }

    private void requireSigner(GenerationIdentity signer) {
        var name = signers.get(signer.id());
        if (name == null || !name.equals(signer.name())) {
            throw new PackageRefusedException(
                    PackageFault.OTHER_ISSUER,
                    "a result is by generation %s of %s, which is none of ours"
                            .formatted(signer.id(), signer.name()));
        }
    }

    private static void requirePlain(DistinguishedName name) {
        for (var value : name.values()) {
            var problem = ConfusableCharacters.problem(value);
            if (problem.isPresent()) {
                throw new PackageRefusedException(
                        PackageFault.CONFUSABLE,
                        "the name '%s' could be taken for another: %s"
                                .formatted(name, problem.get()));
            }
        }
    }

    private void requireOrdered(CertificateContent content, @Nullable Octets occasion) {
        if (occasion == null) {
            return;
        }
        var order = ordered.get(occasion);
        if (order == null) {
            throw new PackageRefusedException(
                    PackageFault.NOT_PLANNED,
                    "the certificate for %s answers the occasion %s, for which none is awaited"
                            .formatted(content.subject(), occasion));
        }
        if (!order.issuer().equals(content.generation())) {
            throw new PackageRefusedException(
                    PackageFault.OTHER_ISSUER,
                    "the certificate for %s is signed by generation %s, asked was %s"
                            .formatted(content.subject(), content.generation(), order.issuer()));
        }
        require(
                content.publicKey().equals(order.publicKey())
                        && content.subject().equals(order.subject()),
                content,
                "is for another subject or key than was asked for");
        require(
                content.template() == order.template()
                        && order.constraints().equals(content.constraints()),
                content,
                "is of another kind, or has other constraints, than was asked for");
        var validity = Duration.between(content.notBefore(), content.notAfter()).plusSeconds(1);
        require(
                validity.compareTo(order.validity()) <= 0,
                content,
                "is valid for longer than was asked for");
    }

    private static void require(boolean holds, CertificateContent content, String otherwise) {
        if (!holds) {
            throw new PackageRefusedException(
                    PackageFault.RESULT,
                    "the certificate for " + content.subject() + " " + otherwise);
        }
    }
}
