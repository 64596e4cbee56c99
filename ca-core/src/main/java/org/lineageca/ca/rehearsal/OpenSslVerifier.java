package org.lineageca.ca.rehearsal;

import java.util.List;

/** {@code openssl verify}. */
public final class OpenSslVerifier implements Verifier {

    /** Whose revocation it looks for. */
    public enum Reach {
        LEAF("OpenSSL", "-crl_check"),
        CHAIN("OpenSSL, chain", "-crl_check_all");

        private final String text;
        private final String option;

        Reach(String text, String option) {
            this.text = text;
            this.option = option;
        }
    }

    private static final String ERROR = "error ";

    private final Reach reach;

    public OpenSslVerifier(Reach reach) {
        this.reach = reach;
    }

    @Override
    public String name() {
        return reach.text;
    }

    @Override
    public Presence presence() {
        var tool = Tool.find("openssl");
        if (tool.isEmpty()) {
            return new Presence.Absent("there is no program openssl", "openssl");
        }
        try (var folder = ScratchFolder.create()) {
            // "OpenSSL 3.0.19 27 Jan 2026 (Library: …)"
            var words = tool.get().run(folder, "version").output().split("\\s+", -1);
            return new Presence.Present(words.length > 1 ? words[1] : "of unknown version");
        }
    }

    @Override
    public List<Answer> judge(Evidence evidence) {
        var tool = Tool.find("openssl").orElseThrow();
        try (var folder = ScratchFolder.create()) {
            folder.writeCertificates("root.pem", List.of(evidence.root()));
            folder.writeCertificates("issuing.pem", evidence.issuing());
            folder.writeCrls("crls.pem", evidence.crls());
            return evidence.leaves().stream().map(leaf -> judge(tool, folder, leaf)).toList();
        }
    }

    private Answer judge(Tool tool, ScratchFolder folder, ShadowLeaf leaf) {
        folder.writeCertificates("leaf.pem", List.of(leaf.certificate()));
        var run =
                tool.run(
                        folder,
                        "verify",
                        reach.option,
                        "-purpose",
                        "sslserver",
                        "-no-CApath",
                        "-no-CAstore",
                        "-CAfile",
                        "root.pem",
                        "-untrusted",
                        "issuing.pem",
                        "-CRLfile",
                        "crls.pem",
                        "leaf.pem");
        if (run.status() == 0) {
            return new Answer(Answer.Judgement.ACCEPTED, "", run.output());
        }
        var reason = run.lineWith(ERROR).orElse("status " + run.status());
        return new Answer(
                reason.equals("error 23 at 0 depth lookup: certificate revoked")
                        ? Answer.Judgement.REVOKED
                        : Answer.Judgement.REFUSED,
                reason,
                run.output());
    }
}
