package org.lineageca.ca.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.octets.Octets;

/** Checkpoints and their signatures, beside somebody else's and with somebody else's program. */
final class NoteTest {

    /** A public log's key and one of its checkpoints, of the tests of transparency-dev. */
    private static final String REKOR_KEY =
            "rekor.sigstore.dev+c0d23d6a+AjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNhtmPtrWm3U1eQXBogSMdGvXwBcK5AW5i0hrZLOC96l+smGNM7nwZ4QvFK/4sueRoVj//QP22Ni4Qt9DPfkWLc=";

    private static final String REKOR_NOTE =
            "Rekor\n798034\nf+7CoKgXKE/tNys9TTXcr/ad6U/K3xvznmzew9y6SP0=\n\n\u2014 rekor.sigstore.dev wNI9ajBEAiARInWIWyCdyG27CO6LPnPekyw20qO0YJfoaPaowGp/XgIgc+qEHS3+GKVClgqq20uDLet7MCoTURUCRdxwWBHHufk=\n";

    /** The example of the specification, signed with Ed25519. */
    private static final String EXAMPLE =
            "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned \u00e8 subito sera.\n\n\u2014 quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n";

    private static final Octets ROOT =
            Octets.ofHex("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    private static final Checkpoint CHECKPOINT = new Checkpoint("lineage/audit/test", 8, ROOT);

    @TempDir private Path folder;

    private final KeyPair pair = pair();
    private final VerifierKey key =
            new VerifierKey("lineage/audit/test", Octets.of(pair.getPublic().getEncoded()));

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private String signed(String body) throws GeneralSecurityException {
        var signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(pair.getPrivate());
        signer.update(body.getBytes(StandardCharsets.UTF_8));
        return new SignedNote(
                        body,
                        List.of(
                                new SignedNote.Line(
                                        key.name(), key.id(), Octets.of(signer.sign()))))
                .toString();
    }

    @Test
    void aCheckpointOfAPublicLogIsReadAndWrittenTheSame() {
        var rekor = VerifierKey.of(REKOR_KEY);

        assertThat(rekor.line()).isEqualTo(REKOR_KEY);
        assertThat(rekor.open(REKOR_NOTE).size()).isEqualTo(798034);
        assertThat(SignedNote.of(REKOR_NOTE)).hasToString(REKOR_NOTE);
        assertThat(rekor.open(REKOR_NOTE).body())
                .isEqualTo(REKOR_NOTE.substring(0, REKOR_NOTE.indexOf("\n\n") + 1));
    }

    @Test
    void theExampleOfTheSpecificationIsReadAndWrittenTheSame() {
        var note = SignedNote.of(EXAMPLE);

        assertThat(note).hasToString(EXAMPLE);
        assertThat(note.text()).endsWith("subito sera.\n").contains("\n\n");
        assertThat(note.lines().getFirst().keyId()).hasToString("367ba04b");
    }

    @Test
    void aCheckpointHasThreeLines() {
        assertThat(CHECKPOINT.body())
                .isEqualTo("lineage/audit/test\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n");
        assertThat(Checkpoint.of(CHECKPOINT.body())).isEqualTo(CHECKPOINT);
    }

    @Test
    void opensslVerifiesWhatIsSigned() throws Exception {
        var note = SignedNote.of(signed(CHECKPOINT.body()));
        Files.writeString(folder.resolve("body"), note.text());
        Files.write(folder.resolve("signature"), note.lines().getFirst().signature().toArray());
        var spki = Base64.getDecoder().decode(key.line().split("\\+", 3)[2]);
        Files.write(folder.resolve("key"), Octets.of(spki).part(1, spki.length).toArray());

        var openssl =
                new ProcessBuilder(
                                "openssl dgst -sha256 -keyform DER -verify key -signature signature body"
                                        .split(" ", -1))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();

        assertThat(new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("Verified OK");
        assertThat(openssl.waitFor()).isZero();
        assertThat(key.open(note.toString())).isEqualTo(CHECKPOINT);
    }

    @Test
    void signaturesOfOthersBesideOursAreLeftAlone() throws Exception {
        var others = EXAMPLE.substring(EXAMPLE.lastIndexOf('\u2014'));

        assertThat(key.open(signed(CHECKPOINT.body()) + others)).isEqualTo(CHECKPOINT);
        assertThatThrownBy(() -> key.open(CHECKPOINT.body() + "\n" + others))
                .hasMessageContaining("not signed by");
    }

    @Test
    void whatWasChangedDoesNotVerify() throws Exception {
        var note = signed(CHECKPOINT.body());

        assertThatThrownBy(() -> key.open(note.replace("\n8\n", "\n9\n")))
                .hasMessageContaining("does not verify");
        assertThatThrownBy(() -> key.open(note.replace("audit/test\n", "audit/text\n")))
                .hasMessageContaining("does not verify");
        assertThatThrownBy(() -> VerifierKey.of(REKOR_KEY).open(note))
                .hasMessageContaining("not signed by");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a\n",
                "a\n8\n",
                "a\n08\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n",
                "a\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=",
                "a\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\nmore\n",
                "\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n",
                "a\n-8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n",
                "a\n8\nXcnaeacGWamtVZy3Ad7Zoqudgjqt\n"
            })
    void otherTextsAreNoCheckpoints(String body) {
        assertThatThrownBy(() -> Checkpoint.of(body)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text\n",
                "text\n\n",
                "text\n\nname c2ln\n",
                "text\n\n\u2014 name c2ln\n",
                "text\n\n\u2014 name wNI9ajBEAiARInWI",
                "text\t\n\n\u2014 name wNI9ajBEAiARInWI\n",
                "text\n\n\u2014 na+me wNI9ajBEAiARInWI\n"
            })
    void otherTextsAreNoNotes(String note) {
        assertThatThrownBy(() -> SignedNote.of(note)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aKeyThatWasChangedIsRefused() {
        assertThatThrownBy(() -> VerifierKey.of(REKOR_KEY.replace("c0d23d6a", "c0d23d6b")))
                .hasMessageContaining("was changed");
        assertThatThrownBy(() -> VerifierKey.of(REKOR_KEY.replace("+AjBZ", "+ATBZ")))
                .hasMessageContaining("signature type 2");
        assertThatThrownBy(() -> VerifierKey.of("no key")).hasMessageContaining("a line");
        assertThatThrownBy(() -> new VerifierKey("with space", key.publicKey()))
                .hasMessageContaining("no spaces");
    }

    @Test
    void aProofInOneTextHoldsAndNothingElseOfItDoes() throws Exception {
        var entries = List.of(Octets.ofHex("61"), Octets.ofHex("62"), Octets.ofHex("63"));
        var leaves = entries.stream().map(TreeHash::leaf).toList();
        var tree =
                new TiledTree(
                                (_, place) ->
                                        leaves.subList(
                                                (int) place.first(),
                                                (int) place.first() + place.width()),
                                3)
                        .proofs();
        var note = signed(new Checkpoint("lineage/audit/test", 3, tree.root(3)).body());
        var proof = new InclusionProof(entries.get(1), 1, tree.inclusion(1, 3), note);

        var text = proof.toString();

        assertThat(text).startsWith("c2sp.org/tlog-proof@v1\nextra Yg==\nindex 1\n").endsWith(note);
        assertThat(InclusionProof.of(text)).isEqualTo(proof);
        assertThat(InclusionProof.of(text).problem(key)).isEmpty();
        assertThat(InclusionProof.of(text.replace("extra Yg==", "extra Yw==")).problem(key))
                .hasValueSatisfying(why -> assertThat(why).contains("the path"));
        assertThat(InclusionProof.of(text.replace("index 1", "index 0")).problem(key)).isPresent();
        assertThat(InclusionProof.of(text).problem(VerifierKey.of(REKOR_KEY)))
                .hasValueSatisfying(why -> assertThat(why).contains("not signed by"));
        assertThatThrownBy(() -> InclusionProof.of("no proof"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
