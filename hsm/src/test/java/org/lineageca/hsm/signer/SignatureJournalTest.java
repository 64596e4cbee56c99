package org.lineageca.hsm.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.hsm.client.KeyId;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.hsm.protocol.Request;
import org.lineageca.octets.Octets;

class SignatureJournalTest {

    private static final Octets SIGNATURE = Octets.ofHex("3006020101020102");

    @TempDir private Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void place() {
        file = folder.resolve("journal");
    }

    @Test
    void aSignatureIsFoundAfterARestart() throws Exception {
        try (var journal = SignatureJournal.open(file)) {
            journal.asked(entry(1));
            journal.signed(entry(1), SIGNATURE);
            journal.asked(entry(2));
        }
        try (var journal = SignatureJournal.open(file)) {
            assertThat(journal.find(entry(1))).contains(SIGNATURE);
            assertThat(journal.find(entry(2))).isEmpty();
            assertThat(journal.find(entry(3))).isEmpty();
            journal.asked(entry(2));
            journal.signed(entry(2), SIGNATURE);
        }
        assertThat(Files.readAllLines(file)).hasSize(4);
    }

    @Test
    void aLineCutShortAnywhereIsDropped() throws Exception {
        try (var journal = SignatureJournal.open(file)) {
            journal.asked(entry(1));
            journal.signed(entry(1), SIGNATURE);
        }
        var whole = Files.readAllBytes(file);
        var first = Files.readString(file).indexOf('\n') + 1;
        for (var length = 0; length <= whole.length; length++) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            try (var journal = SignatureJournal.open(file)) {
                assertThat(journal.find(entry(1)).isPresent()).isEqualTo(length == whole.length);
                journal.asked(entry(1));
            }
            assertThat(Files.size(file)).isEqualTo(length == whole.length ? length : first);
        }
    }

    @Test
    void whatAPowerLossLeavesBehindALineIsDropped() throws Exception {
        try (var journal = SignatureJournal.open(file)) {
            journal.asked(entry(1));
        }
        Files.write(file, new byte[4_096], StandardOpenOption.APPEND);
        try (var journal = SignatureJournal.open(file)) {
            journal.signed(entry(1), SIGNATURE);
        }
        try (var journal = SignatureJournal.open(file)) {
            assertThat(journal.find(entry(1))).contains(SIGNATURE);
        }
    }

    @Test
    void aLineNoSignerWroteIsRefused() throws Exception {
        try (var journal = SignatureJournal.open(file)) {
            journal.asked(entry(1));
            journal.signed(entry(1), SIGNATURE);
        }
        var lines = Files.readAllLines(file);
        for (var wrong :
                new String[] {
                    "nonsense", lines.get(1), lines.get(0), lines.get(1).replace(' ', '\t'), ""
                }) {
            Files.writeString(file, String.join("\n", lines) + "\n" + wrong + "\n");
            assertThatThrownBy(() -> SignatureJournal.open(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("line 3 of the journal");
        }
        Files.writeString(file, lines.get(1) + "\n");
        assertThatThrownBy(() -> SignatureJournal.open(file)).hasMessageContaining("line 1");
    }

    @Test
    void itHoldsAsMuchAsItMayAndNoMore() throws Exception {
        var lines = new StringBuilder();
        for (var i = 0; i < SignatureJournal.MOST_SIGNATURES; i++) {
            lines.append("asked %s CRL ECDSA_SHA256 %064x\n".formatted(entry(1).key(), i));
        }
        Files.writeString(file, lines);
        try (var journal = SignatureJournal.open(file)) {
            assertThat(journal.isFull()).isTrue();
        }
    }

    private static Request.Entry entry(int digest) {
        return new Request.Entry(
                KeyId.of(Octets.of(new byte[] {1})),
                KeyPurpose.CRL,
                SignatureAlgorithm.ECDSA_SHA256,
                Octets.of(new byte[] {(byte) digest}).sha256());
    }
}
