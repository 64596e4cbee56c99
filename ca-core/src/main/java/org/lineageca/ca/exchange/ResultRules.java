package org.lineageca.ca.exchange;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.octets.Octets;

/**
 * What is asked of results before the online installation takes them: that two people approved
 * exactly the plan, that everything signed is by the key it is said to be by, and that what was
 * ordered is what came.
 */
public final class ResultRules {

    private final ExchangePackage exchanged;
    private final Map<Octets, RequestedCertificate> ordered;

    /** Keys by which something may be signed, by the generation they are of. */
    private final Map<GenerationId, Octets> keys = new HashMap<>();

    private ResultRules(
            ExchangePackage exchanged,
            List<Generation> ours,
            Map<Octets, RequestedCertificate> ordered) {
        this.exchanged = exchanged;
        this.ordered = Map.copyOf(ordered);
        ours.forEach(each -> keys.put(each.identity().id(), each.identity().key().publicKey()));
    }

    /**
     * Checks.
     *
     * @param ours the generations on record here
     * @param ordered what was asked for and has not come, by its occasion
     * @throws PackageRefusedException saying what is wrong
     */
    static void check(
            ExchangePackage exchanged,
            Contents.Results results,
            List<Generation> ours,
            Map<Octets, RequestedCertificate> ordered) {
        if (results.ceremonies().isEmpty()) {
            throw new PackageRefusedException(PackageFault.MANIFEST, "it has no results");
        }
        var rules = new ResultRules(exchanged, ours, ordered);
        for (var ceremony : results.ceremonies()) {
            People.require(
                    "ceremony " + ceremony.ceremony(),
                    exchanged.file(ceremony.plan()).sha256(),
                    ceremony.approvals());
            // In the order they were made: what a ceremony generates may sign what follows.
            ceremony.results().forEach(rules::result);
        }
    }

    private void result(CarriedResult result) {
        var content = exchanged.file(result.file());
        switch (result.kind()) {
            case KEY -> {
                require(
                        GenerationId.ofPublicKey(content).equals(result.generation()),
                        result,
                        "is another key than it says");
                keys.put(result.generation(), content);
            }
            case CA_CERTIFICATE -> {
                require(
                        SignedBy.isCertificate(content, key(result)),
                        result,
                        "is no certificate by that generation");
                certificate(result, parsed(result, content));
            }
            case OCSP_SIGNER ->
                    require(
                            SignedBy.isCertificate(content, key(result)),
                            result,
                            "is no certificate by that generation");
            case CRL ->
                    require(
                            SignedBy.isCrl(content, key(result)),
                            result,
                            "is no CRL by that generation");
            case DESTROYED -> key(result);
        }
    }

    private void certificate(CarriedResult result, CaCertificate certificate) {
        var occasion = result.occasion();
        if (occasion == null) {
            return;
        }
        var order = ordered.get(occasion);
        if (order == null) {
            throw new PackageRefusedException(
                    PackageFault.NOT_PLANNED,
                    "'%s' answers the occasion %s, for which no certificate is awaited"
                            .formatted(result.file(), occasion));
        }
        if (!order.issuer().equals(result.generation())) {
            throw new PackageRefusedException(
                    PackageFault.OTHER_ISSUER,
                    "'%s' is signed by generation %s, asked was %s"
                            .formatted(result.file(), result.generation(), order.issuer()));
        }
        require(
                certificate.publicKey().equals(order.publicKey())
                        && certificate.subject().equals(order.subject()),
                result,
                "is for another subject or key than was asked for");
        require(
                CaConstraints.of(certificate).equals(order.constraints()),
                result,
                "has other constraints than were asked for");
        var validity =
                Duration.between(certificate.notBefore(), certificate.notAfter()).plusSeconds(1);
        require(
                validity.compareTo(order.validity()) <= 0,
                result,
                "is valid for longer than was asked for");
    }

    private CaCertificate parsed(CarriedResult result, Octets content) {
        try {
            return CaCertificate.parse(content);
        } catch (IllegalArgumentException e) {
            throw refused(result, "is no certificate of a CA: " + e.getMessage());
        }
    }

    private Octets key(CarriedResult result) {
        var key = keys.get(result.generation());
        if (key == null) {
            throw new PackageRefusedException(
                    PackageFault.OTHER_ISSUER,
                    "'%s' is about generation %s, which is none of ours"
                            .formatted(result.file(), result.generation()));
        }
        return key;
    }

    private static void require(boolean holds, CarriedResult result, String otherwise) {
        if (!holds) {
            throw refused(result, otherwise);
        }
    }

    private static PackageRefusedException refused(CarriedResult result, String why) {
        return new PackageRefusedException(
                PackageFault.RESULT,
                "'%s', a %s of generation %s, %s"
                        .formatted(result.file(), result.kind().text(), result.generation(), why));
    }
}
