package org.lineageca.ca.rehearsal;

import java.util.List;

/** GnuTLS, by its {@code certtool --verify}. */
public final class GnuTlsVerifier implements Verifier {

    private static final String PROGRAM = "certtool";

    @Override
    public String name() {
        return "GnuTLS";
    }

    @Override
    public Presence presence() {
        var tool = Tool.find(PROGRAM);
        if (tool.isEmpty()) {
            return new Presence.Absent("there is no program certtool", "gnutls-bin");
        }
        try (var folder = ScratchFolder.create()) {
            // "certtool 3.7.9"
            var words = tool.get().run(folder, "--version").output().split("\\s+", -1);
            return new Presence.Present(words.length > 1 ? words[1] : "of unknown version");
        }
    }

    @Override
    public List<Answer> judge(Evidence evidence) {
        var tool = Tool.find(PROGRAM).orElseThrow();
        try (var folder = ScratchFolder.create()) {
            folder.writeCertificates("root.pem", List.of(evidence.root()));
            folder.writeCrls("crls.pem", evidence.crls());
            return evidence.leaves().stream().map(leaf -> judge(tool, folder, leaf)).toList();
        }
    }

    private static Answer judge(Tool tool, ScratchFolder folder, ShadowLeaf leaf) {
        folder.writeCertificates("chain.pem", List.of(leaf.certificate(), leaf.issuer()));
        var run =
                tool.run(
                        folder,
                        "--verify",
                        "--load-ca-certificate=root.pem",
                        "--load-crl=crls.pem",
                        "--infile=chain.pem");
        var reason =
                run.lineWith("Chain verification output:")
                        .map(line -> line.replace("Chain verification output:", "").strip())
                        .orElse("status " + run.status());
        if (run.status() == 0) {
            return new Answer(Answer.Judgement.ACCEPTED, "", run.output());
        }
        return new Answer(
                reason.contains("revoked") ? Answer.Judgement.REVOKED : Answer.Judgement.REFUSED,
                reason,
                run.output());
    }
}
