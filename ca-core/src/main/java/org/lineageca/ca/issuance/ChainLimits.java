package org.lineageca.ca.issuance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.asn1.x509.PolicyMappings;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.x509.CaCertificate;

/**
 * What the CAs above a certificate allow it: lifetime, extended key usage, names and policies (RFC
 * 5280 6.1). A root's extensions bind too, though not every verifier reads those of an anchor.
 */
public final class ChainLimits {

    private static final String ANY_PURPOSE = KeyPurposeId.anyExtendedKeyUsage.getId();
    private static final String ANY_POLICY = "2.5.29.32.0";

    /**
     * Of one CA.
     *
     * @param purposes null for any
     * @param policies null where it says none
     */
    private record Limits(
            CaCertificate certificate,
            @Nullable Set<String> purposes,
            NameLimits names,
            @Nullable Set<String> policies) {}

    private final List<Limits> limits;
    private final @Nullable Set<String> policies;
    private final boolean needsPolicy;

    private ChainLimits(List<Limits> limits, @Nullable Set<String> policies, boolean needsPolicy) {
        this.limits = limits;
        this.policies = policies;
        this.needsPolicy = needsPolicy;
    }

    /**
     * Reads the chain above a certificate.
     *
     * @param above the issuer first, the root last where it is known
     */
    public static ChainLimits of(List<CaCertificate> above) {
        var limits = new ArrayList<Limits>();
        Set<String> policies = null;
        var needsPolicy = false;
        // Policies narrow from the top down.
        for (var i = above.size() - 1; i >= 0; i--) {
            var certificate = above.get(i);
            var extensions = extensions(certificate);
            var own = policies(extensions);
            limits.addFirst(
                    new Limits(certificate, purposes(extensions), NameLimits.of(extensions), own));
            policies = narrowed(policies, own);
            var mappings = extensions.getExtensionParsedValue(Extension.policyMappings);
            if (policies != null && mappings != null) {
                policies = mapped(policies, PolicyMappings.getInstance(mappings));
            }
            needsPolicy |= needsPolicy(extensions, i);
        }
        return new ChainLimits(List.copyOf(limits), policies, needsPolicy);
    }

    private static Extensions extensions(CaCertificate certificate) {
        return Certificate.getInstance(certificate.der().toArray())
                .getTBSCertificate()
                .getExtensions();
    }

    private static @Nullable Set<String> purposes(Extensions extensions) {
        var usage = ExtendedKeyUsage.fromExtensions(extensions);
        if (usage == null || usage.hasKeyPurposeId(KeyPurposeId.anyExtendedKeyUsage)) {
            return null;
        }
        var purposes = new HashSet<String>();
        Arrays.stream(usage.getUsages()).map(KeyPurposeId::getId).forEach(purposes::add);
        return purposes;
    }

    private static @Nullable Set<String> policies(Extensions extensions) {
        var said = CertificatePolicies.fromExtensions(extensions);
        if (said == null) {
            return null;
        }
        var policies = new HashSet<String>();
        Arrays.stream(said.getPolicyInformation())
                .map(policy -> policy.getPolicyIdentifier().getId())
                .forEach(policies::add);
        return policies;
    }

    private static @Nullable Set<String> narrowed(
            @Nullable Set<String> above, @Nullable Set<String> own) {
        if (own == null || own.contains(ANY_POLICY)) {
            return above;
        }
        if (above == null) {
            return own;
        }
        var both = new HashSet<>(own);
        both.retainAll(above);
        return both;
    }

    private static Set<String> mapped(Set<String> policies, PolicyMappings mappings) {
        var mapped = new HashSet<>(policies);
        for (var element : ASN1Sequence.getInstance(mappings.toASN1Primitive())) {
            var pair = ASN1Sequence.getInstance(element);
            if (policies.contains(pair.getObjectAt(0).toString())) {
                mapped.remove(pair.getObjectAt(0).toString());
                mapped.add(pair.getObjectAt(1).toString());
            }
        }
        return mapped;
    }

    /** Counted in certificates that follow: {@code below} CAs stand between it and the leaf. */
    private static boolean needsPolicy(Extensions extensions, int below) {
        var constraints = PolicyConstraints.fromExtensions(extensions);
        var mapping = constraints == null ? null : constraints.getRequireExplicitPolicyMapping();
        return mapping != null && mapping.intValueExact() <= below + 1;
    }

    /**
     * Refuses what a verifier would refuse because of a CA above.
     *
     * @throws RefusedException naming the CA and what it allows
     */
    public void check(CertificateContent content) {
        for (var limit : limits) {
            checkLifetime(content, limit.certificate);
            checkPurposes(content, limit);
            names(content, limit.names)
                    .ifPresent(problem -> {
                        throw new RefusedException(
                                Refusal.UNACCEPTABLE_NAMES,
                                "The request was refused: "
                                        + problem
                                        + " of the nameConstraints of "
                                        + limit.certificate.subject()
                                        + " (RFC 5280 4.2.1.10). Nothing was issued.");
                    });
        }
        if (content.constraints() != null) {
            checkNested(content.constraints());
        }
        checkPolicies(content);
        var issuer = content.issuer();
        if (content.terms().extensions().mustStaple()
                && issuer != null
                && issuer.uris().ocsp() == null) {
            throw cannot(
                    "its profile says must-staple, and no responder speaks for "
                            + issuer.identity().name());
        }
    }

    private static Optional<String> names(CertificateContent content, NameLimits limits) {
        return content.constraints() == null
                ? limits.problem(content.subject(), content.names())
                : limits.problemOfCa(content.subject(), content.constraints().permittedDns());
    }

    /** What a CA allows the CA that is to stand below it. */
    private void checkNested(CaConstraints below) {
        for (var i = 0; i < limits.size(); i++) {
            var above = limits.get(i).certificate;
            CaConstraints.of(above)
                    .obstacle(below, i)
                    .ifPresent(obstacle -> {
                        throw new RefusedException(
                                Refusal.CANNOT_ISSUE,
                                "The CA certificate cannot be issued: the CA %s above it %s (RFC 5280 4.2.1.9, 4.2.1.10). Nothing was issued. Propose it with other constraints, or let another CA issue it."
                                        .formatted(above.subject(), obstacle));
                    });
        }
    }

    private static void checkLifetime(CertificateContent content, CaCertificate ca) {
        if (content.notBefore().isBefore(ca.notBefore())
                || content.notAfter().isAfter(ca.notAfter())) {
            throw cannot(
                    "it would be valid from %s to %s, the CA %s above it from %s to %s"
                            .formatted(
                                    content.notBefore(),
                                    content.notAfter(),
                                    ca.subject(),
                                    ca.notBefore(),
                                    ca.notAfter()));
        }
    }

    private static void checkPurposes(CertificateContent content, Limits limit) {
        if (limit.purposes == null) {
            return;
        }
        for (var purpose : content.terms().extensions().purposes()) {
            if (!limit.purposes.contains(purpose) && !purpose.equals(ANY_PURPOSE)) {
                throw cannot(
                        "the extendedKeyUsage "
                                + Purposes.name(purpose)
                                + " of its profile is not among those of the CA "
                                + limit.certificate.subject()
                                + " above it: "
                                + String.join(
                                        ", ",
                                        limit.purposes.stream()
                                                .map(Purposes::name)
                                                .sorted()
                                                .toList()));
            }
        }
    }

    private void checkPolicies(CertificateContent content) {
        var own = policiesOf(content);
        if (policies != null) {
            for (var policy : own) {
                if (!policies.contains(policy) && !policy.equals(ANY_POLICY)) {
                    throw cannot(
                            "the policy "
                                    + policy
                                    + " of its profile is not among those that all CAs above it say: "
                                    + String.join(", ", policies.stream().sorted().toList()));
                }
            }
        }
        if (needsPolicy && own.isEmpty()) {
            throw cannot(
                    "a CA above it requires a policy (RFC 5280 4.2.1.11), and its profile has none");
        }
    }

    private static List<String> policiesOf(CertificateContent content) {
        return content.constraints() == null
                ? content.terms().extensions().policies().stream()
                        .map(policy -> policy.oid())
                        .toList()
                : content.constraints().policies();
    }

    private static RefusedException cannot(String why) {
        return new RefusedException(
                Refusal.CANNOT_ISSUE,
                "The certificate cannot be issued: "
                        + why
                        + ". Nothing was issued. Change the profile, or let another CA issue it.");
    }
}
