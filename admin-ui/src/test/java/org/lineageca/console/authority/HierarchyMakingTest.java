package org.lineageca.console.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.Certifier;
import org.lineageca.ca.act.NewKey;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.authority.RelyingPartyUris;
import org.lineageca.ca.lifecycle.AuthorityStore.RecordedCaCertificate;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.KeyIdentifier;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.console.picture.Hierarchy;
import org.lineageca.console.picture.Hierarchy.Edge;
import org.lineageca.console.picture.Hierarchy.Kind;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.octets.Octets;

class HierarchyMakingTest {

    private static final Instant BEGIN = Instant.parse("2026-11-21T08:00:00Z");

    private final List<HierarchyMaking.Certified> all = new ArrayList<>();
    private int serial;

    private static GenerationId id(int key) {
        return GenerationId.ofPublicKey(key(key));
    }

    private static Octets key(int number) {
        return Octets.ofHex("3000%04x".formatted(number));
    }

    private RecordedCaCertificate certificate(
            int key, String name, String issuer, @Nullable Integer by, boolean isCross) {
        var certificate =
                new CaCertificate(
                        Octets.ofHex("00"),
                        DistinguishedName.of("CN=" + name),
                        DistinguishedName.of("CN=" + issuer),
                        new SerialNumber(BigInteger.valueOf(++serial)),
                        BEGIN,
                        BEGIN.plus(Duration.ofDays(serial)),
                        key(key),
                        new KeyIdentifier(Octets.ofHex("00".repeat(20))));
        return new RecordedCaCertificate(certificate, by == null ? null : id(by), isCross);
    }

    private void add(
            int key,
            String name,
            int number,
            @Nullable String lineage,
            @Nullable Integer parent,
            RecordedCaCertificate... certificates) {
        var identity =
                new GenerationIdentity(
                        DistinguishedName.of("CN=" + name),
                        number,
                        lineage,
                        parent == null ? null : id(parent),
                        KeyHandle.of("test", key(key)),
                        KeyAlgorithm.P256,
                        RelyingPartyUris.under("http://crl.example", null, "" + key));
        all.add(
                new HierarchyMaking.Certified(
                        certificates.length == 0
                                ? new Generation.AwaitingCertificate(identity, BEGIN)
                                : new Generation.Staged(
                                        identity, certificates[0].certificate(), BEGIN),
                        List.of(certificates)));
    }

    private Hierarchy made(Act.Roll... rolls) {
        return HierarchyMaking.hierarchy(all, List.of(rolls));
    }

    private static String label(int key) {
        return id(key).label();
    }

    @Test
    void everyCertificateIsAnEdgeFromWhoSignedIt() {
        add(1, "Root", 1, null, null, certificate(1, "Root", "Root", 1, false));
        add(
                2,
                "A",
                1,
                "tls",
                1,
                certificate(2, "A", "Root", 1, false),
                certificate(2, "A", "Root", 1, false),
                certificate(2, "A", "Theirs", null, true));
        add(3, "B", 1, "tls", 1);

        var made = made();
        assertThat(made.edges())
                .extracting(Edge::kind, Edge::from, Edge::to, Edge::serial)
                .containsExactly(
                        tuple(Kind.FIRST, label(1), label(1), "01"),
                        tuple(Kind.FIRST, label(1), label(2), "02"),
                        tuple(Kind.RENEWED, label(1), label(2), "03"),
                        tuple(Kind.CROSS, "foreign/CN=Theirs", label(2), "04"),
                        tuple(Kind.ASKED, label(1), label(3), ""),
                        tuple(Kind.ROLL, label(2), label(3), ""));
        assertThat(made.edges().get(2).notAfter()).isEqualTo(BEGIN.plus(Duration.ofDays(3)));
        assertThat(made.nodes())
                .extracting(Hierarchy.Node::name, Hierarchy.Node::below)
                .containsExactly(
                        tuple("Theirs", null),
                        tuple("Root", null),
                        tuple("A", label(1)),
                        tuple("B", label(1)));
    }

    @Test
    void aReKeyFollowsTheKeyOfTheSameNameAlsoWhereASpareWasMadeBefore() {
        add(1, "Root", 1, null, null, certificate(1, "Root", "Root", 1, false));
        add(
                9,
                "Root",
                2,
                null,
                null,
                certificate(9, "Root", "Root", 9, false),
                certificate(9, "Root", "Root", 1, true));
        add(2, "A", 1, "tls", 1, certificate(2, "A", "Root", 1, false));
        add(3, "B", 1, "tls", 1, certificate(3, "B", "Root", 1, false));
        add(4, "A", 2, "tls", 1, certificate(4, "A", "Root", 1, false));

        assertThat(made().edges())
                .filteredOn(edge -> edge.serial().isEmpty())
                .extracting(Edge::kind, Edge::from, Edge::to)
                .containsExactly(
                        tuple(Kind.RE_KEY, label(1), label(9)),
                        tuple(Kind.ROLL, label(2), label(3)),
                        tuple(Kind.RE_KEY, label(2), label(4)));
        assertThat(made().edges())
                .filteredOn(edge -> edge.kind() == Kind.CROSS)
                .extracting(Edge::from, Edge::to)
                .containsExactly(tuple(label(1), label(9)));
    }

    @Test
    void whichRootCameAfterWhichIsWhatWasApproved() {
        add(1, "Old root", 1, null, null, certificate(1, "Old root", "Old root", 1, false));
        add(2, "New root", 1, null, null, certificate(2, "New root", "New root", 2, false));
        add(3, "Another", 1, null, null, certificate(3, "Another", "Another", 3, false));
        var roll =
                new Act.Roll(
                        id(1),
                        List.of(
                                new NewKey(
                                        DistinguishedName.of("CN=New root"),
                                        1,
                                        "test",
                                        "new",
                                        KeyAlgorithm.P384)),
                        new Certifier.Itself(),
                        Duration.ofDays(1));

        assertThat(made(roll).edges())
                .filteredOn(edge -> edge.kind().isSuccession())
                .extracting(Edge::kind, Edge::from, Edge::to)
                .containsExactly(tuple(Kind.ROLL, label(1), label(2)));
    }

    @Test
    void oneThatACaWhichIsNotOursCertifiedStandsBelowIt() {
        add(2, "A", 1, "tls", null, certificate(2, "A", "Theirs", null, false));
        assertThat(made().nodes())
                .extracting(Hierarchy.Node::name, Hierarchy.Node::below)
                .containsExactly(tuple("Theirs", null), tuple("A", "foreign/CN=Theirs"));
    }
}
