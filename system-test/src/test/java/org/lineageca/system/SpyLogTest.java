package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpyLogTest {

    private static final String SIGN =
            """

            14: C_Sign
            2026-11-22 14:21:25.985
            [in] hSession = 0x1
            [in] pData[ulDataLen] 00007ffd24816c00 / 32
                00000000  FF 18 F1 E5 43 F1 F3 46 83 42 70 DB 0B DE 98 FE  ....C..F.Bp.....
                00000010  D3 19 34 DF 6C D9 3B 0C C5 FB 7A 24 3A 48 FD 59  ..4.l.;...z$:H.Y
            """;
    private static final String DIGEST =
            "ff18f1e543f1f346834270db0bde98fed31934df6cd93b0cc5fb7a243a48fd59";
    private static final String RETURNED =
            """
            [out] pSignature[*pulSignatureLen] 00007ffd24816a00 / 20
                00000000  41 A8 57 0F E8 87 33 0B 87 2C 3C 4D 63 B9 5A 7F  A.W...3..,<Mc.Z
                00000010  93 D5 EB A1  ....
            Returned:  0 CKR_OK
            """;
    private static final SpyLog.Signed SIGNED =
            new SpyLog.Signed(DIGEST, "41a8570fe887330b872c3c4d63b95a7f93d5eba1");

    private static final String OTHERS =
            """

            *************** OpenSC PKCS#11 spy *****************
            Loaded: "/usr/lib/softhsm/libsofthsm2.so"

            0: C_SignInit
            2026-11-22 14:21:25.985
            [in] pData of no interest
                00000000  00 11  ..
            Returned:  0 CKR_OK
            """;

    @TempDir private Path folder;

    private Path log() {
        return folder.resolve("spy.log");
    }

    private void write(String text) throws IOException {
        Files.writeString(log(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void everySignatureIsFoundOnce() throws IOException {
        write(OTHERS + SIGN);
        var spy = new SpyLog(log());
        assertThat(spy.read()).isEmpty();

        write(RETURNED + OTHERS + SIGN + RETURNED);
        assertThat(spy.read()).containsExactly(SIGNED, SIGNED);
        assertThat(spy.read()).isEmpty();
    }

    @Test
    void aCallThatAKillCutShortIsNone() throws IOException {
        write(SIGN + OTHERS + SIGN.substring(0, SIGN.length() - 30) + OTHERS + SIGN + RETURNED);
        assertThat(new SpyLog(log()).read()).containsExactly(SIGNED);
    }

    @Test
    void neitherIsOneThatFailed() throws IOException {
        write(SIGN + "Returned:  48 CKR_DEVICE_ERROR\n" + OTHERS);
        assertThat(new SpyLog(log()).read()).isEmpty();
    }

    @Test
    void whatWasThereBeforeDoesNotCount() throws IOException {
        write(SIGN + RETURNED);
        var spy = SpyLog.fromNowOn(log());
        write(SIGN + RETURNED);
        assertThat(spy.read()).containsExactly(SIGNED);
    }
}
