package org.lineageca.ca.lifecycle;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.issuance.CertificateContent;
import org.lineageca.ca.issuance.CertificateProfile;
import org.lineageca.ca.issuance.CertificationRequest;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.issuance.TbsCertificateEncoder;
import org.lineageca.ca.lint.Finding;
import org.lineageca.ca.lint.LintProfile;
import org.lineageca.ca.lint.rules.CertificateRules;
import org.lineageca.ca.lint.rules.CertificateUnderLint;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.ca.x509.TransparencyExtensions;
import org.lineageca.octets.Octets;

/**
 * What would be signed for a request, and what stands against it. Nothing is promised, signed or
 * changed; whoever issues afterwards is decided about anew.
 */
public final class PreviewCertificate {

    /**
     * As things stand.
     *
     * @param issuer whose key would sign
     * @param toBeSigned the TBSCertificate, without SCTs where logs would be asked for some. Its
     *     serial number and its times are drawn anew when it is issued
     * @param refusals everything it would be refused for, but for what rules find
     * @param findings of the rules; errors stop it
     */
    public record Foreseen(
            CertificateProfile profile,
            GenerationIdentity issuer,
            Octets toBeSigned,
            List<String> refusals,
            List<Finding> findings) {
        public Foreseen {
            refusals = List.copyOf(refusals);
            findings = List.copyOf(findings);
        }

        /** Whether nothing stands against it. */
        public boolean isIssuable() {
            return refusals.isEmpty() && findings.stream().noneMatch(Finding::isError);
        }
    }

    private final PrepareCertificate prepare;
    private final CertificateStore certificates;
    private final SignLogged logged;
    private final TokenSigning signing;
    private final InstantSource clock;

    public PreviewCertificate(
            PrepareCertificate prepare,
            CertificateStore certificates,
            SignLogged logged,
            TokenSigning signing,
            InstantSource clock) {
        this.prepare = prepare;
        this.certificates = certificates;
        this.logged = logged;
        this.signing = signing;
        this.clock = clock;
    }

    /**
     * Looks at a request as issuing would.
     *
     * @param request PKCS#10 in PEM or DER
     * @throws RefusedException where there is nothing to be shown: it cannot be read, its names are
     *     not allowed, or nobody issues by the profile
     */
    public Foreseen preview(Actor actor, String profileName, Octets request) {
        actor.require(Permission.ISSUE);
        var present = prepare.place(profileName);
        var parsed = CertificationRequest.parse(request);
        var place = prepare.foreseen(present);
        var draft = prepare.draft(place, parsed);
        var checks = new ArrayList<>(draft.checks());
        var content = draft.content();
        checks.add(signing::requireOpen);
        var policy = content.terms().extensions().transparency();
        if (policy != null) {
            checks.add(() -> logged.check(content, policy));
        }
        var toBeSigned = TbsCertificateEncoder.encode(content);
        var linted = policy == null ? toBeSigned : TransparencyExtensions.poisoned(toBeSigned);
        var rules = policy == null ? CertificateRules.PROFILE : CertificateRules.PRECERTIFICATE;
        var findings = rules.findings(content, linted);
        if (findings.stream().noneMatch(Finding::isError)) {
            var origin = RequestOrigin.of(parsed.digest(), actor);
            checks.add(() -> foresee(rules, content, linted, origin));
        }
        return new Foreseen(
                place.profile(),
                place.generation().identity(),
                toBeSigned,
                refusals(checks),
                findings);
    }

    private static List<String> refusals(List<Runnable> checks) {
        var refusals = new ArrayList<String>();
        for (var check : checks) {
            try {
                check.run();
            } catch (RefusedException refused) {
                refusals.add(String.valueOf(refused.getMessage()));
            }
        }
        return refusals.stream().distinct().toList();
    }

    private void foresee(
            LintProfile<CertificateContent, CertificateUnderLint> rules,
            CertificateContent content,
            Octets toBeSigned,
            RequestOrigin origin) {
        var order = new CertificateOrder(rules.admit(content, toBeSigned), origin);
        switch (certificates.foresee(order, clock.instant())) {
            // One that is only to be enabled for it may not sign it yet.
            case CertificateStore.Intent.Committed(), CertificateStore.Intent.IssuerMoved() -> {}
            case CertificateStore.Intent.Duplicate(var existing) ->
                    throw IssueCertificate.duplicate(existing);
            case CertificateStore.Intent.Failed(var why) -> throw why;
        }
    }
}
