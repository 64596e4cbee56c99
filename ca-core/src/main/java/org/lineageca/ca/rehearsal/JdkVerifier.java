package org.lineageca.ca.rehearsal;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CRL;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.lineageca.octets.Octets;

/** The PKIX validator of the JDK that runs this, with its default settings: it fetches nothing. */
public final class JdkVerifier implements Verifier {

    /** Which CA certificates it knows. */
    public enum Knowledge {
        /** The one the server sends. */
        SENT("JDK"),
        /** Those of both generations. */
        ALL("JDK, all CAs");

        private final String text;

        Knowledge(String text) {
            this.text = text;
        }
    }

    private final Knowledge knowledge;

    public JdkVerifier(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    @Override
    public String name() {
        return knowledge.text;
    }

    @Override
    public Presence presence() {
        var version = Runtime.version().version().stream().map(String::valueOf).toList();
        return new Presence.Present(String.join(".", version));
    }

    @Override
    public List<Answer> judge(Evidence evidence) {
        try {
            var factory = CertificateFactory.getInstance("X.509");
            var known = new ArrayList<Object>();
            for (var crl : evidence.crls()) {
                known.add(crl(factory, crl));
            }
            if (knowledge == Knowledge.ALL) {
                for (var certificate : evidence.issuing()) {
                    known.add(certificate(factory, certificate));
                }
            }
            var store =
                    CertStore.getInstance("Collection", new CollectionCertStoreParameters(known));
            var root =
                    new TrustAnchor((X509Certificate) certificate(factory, evidence.root()), null);
            var answers = new ArrayList<Answer>();
            for (var leaf : evidence.leaves()) {
                answers.add(judge(factory, root, store, leaf));
            }
            return answers;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no PKIX validator", e);
        }
    }

    private static Answer judge(
            CertificateFactory factory, TrustAnchor root, CertStore store, ShadowLeaf leaf)
            throws GeneralSecurityException {
        var validator = CertPathValidator.getInstance("PKIX");
        var parameters = new PKIXParameters(Set.of(root));
        // A PKIXRevocationChecker of our own would make it fetch CRLs.
        parameters.setRevocationEnabled(true);
        parameters.addCertStore(store);
        var chain =
                List.of(
                        certificate(factory, leaf.certificate()),
                        certificate(factory, leaf.issuer()));
        try {
            validator.validate(factory.generateCertPath(chain), parameters);
            return new Answer(Answer.Judgement.ACCEPTED, "", "");
        } catch (CertPathValidatorException e) {
            var revoked =
                    e.getIndex() == 0
                            && e.getReason() == CertPathValidatorException.BasicReason.REVOKED;
            var reason = e.getReason() + ": " + e.getMessage();
            return new Answer(
                    revoked ? Answer.Judgement.REVOKED : Answer.Judgement.REFUSED,
                    reason,
                    output(e));
        }
    }

    private static String output(Throwable thrown) {
        var lines = new ArrayList<String>();
        for (var each = thrown; each != null; each = each.getCause()) {
            lines.add(each.toString());
        }
        return String.join("\n", lines);
    }

    private static Certificate certificate(CertificateFactory factory, Octets der)
            throws CertificateException {
        return factory.generateCertificate(new ByteArrayInputStream(der.toArray()));
    }

    private static CRL crl(CertificateFactory factory, Octets der) throws GeneralSecurityException {
        return factory.generateCRL(new ByteArrayInputStream(der.toArray()));
    }
}
