package org.lineageca.hsm.signer;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.lineageca.hsm.pkcs11.ClosedToken;
import org.lineageca.hsm.pkcs11.Pkcs11Token;
import org.lineageca.hsm.pkcs11.Slot;
import org.lineageca.hsm.pkcs11.SlotToken;

/**
 * A signer of a shared token that dies at a given point.
 *
 * <p>Arguments: library, token, socket, record of share sets, {@link Point}.
 */
public final class CutShortSigner {

    /** Where it dies. */
    public enum Point {
        AFTER_C_INIT_TOKEN,
        AFTER_C_INIT_PIN,
        BEFORE_C_SET_PIN,
        AFTER_C_SET_PIN
    }

    public static final int STATUS = 9;

    private CutShortSigner() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var clock = InstantSource.system();
        var random = new SecureRandom();
        var real = SlotToken.find(new Slot(Path.of(arguments[0]), 0), arguments[1], clock, random);
        var token = new MortalToken(real, Point.valueOf(arguments[4]));
        var file = new ShareSetFile(Path.of(arguments[3]));
        var access = ShareAccess.start(token, file, false, clock, random);
        var socket = Path.of(arguments[2]);
        try (var bound = SocketFile.bind(socket)) {
            var records =
                    new SigningRecords(
                            new SignOnce(Optional.empty()),
                            new SignCheckpoints(Optional.empty(), clock));
            System.exit(new Service(bound, access, records, 1).run(socket).code());
        }
    }

    private record MortalToken(ClosedToken real, Point point) implements ClosedToken {

        @Override
        public String label() {
            return real.label();
        }

        @Override
        public boolean isBlank() {
            return real.isBlank();
        }

        @Override
        public boolean erase() {
            var erased = real.erase();
            die(Point.AFTER_C_INIT_TOKEN);
            return erased;
        }

        @Override
        public void givePin(byte[] pin) {
            real.givePin(pin);
            die(Point.AFTER_C_INIT_PIN);
        }

        @Override
        public void replaceOfficerPin(byte[] officerPin) {
            real.replaceOfficerPin(officerPin);
        }

        @Override
        public boolean accepts(byte[] pin) {
            return real.accepts(pin);
        }

        @Override
        public boolean changePin(byte[] present, byte[] next) {
            die(Point.BEFORE_C_SET_PIN);
            var changed = real.changePin(present, next);
            die(Point.AFTER_C_SET_PIN);
            return changed;
        }

        @Override
        public Pkcs11Token open(char[] pin) {
            return real.open(pin);
        }

        private void die(Point here) {
            if (point == here) {
                Runtime.getRuntime().halt(STATUS);
            }
        }
    }
}
