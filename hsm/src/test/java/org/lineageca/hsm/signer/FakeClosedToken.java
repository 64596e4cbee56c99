package org.lineageca.hsm.signer;

import java.nio.charset.StandardCharsets;
import org.lineageca.hsm.pkcs11.ClosedToken;
import org.lineageca.hsm.pkcs11.Pkcs11Token;

/**
 * A token in memory that keeps to what {@link ClosedToken} promises, and can lose its power before
 * or after each change.
 */
final class FakeClosedToken implements ClosedToken {

    /** The process is gone; the token is as it was at that moment. */
    static final class PowerLoss extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    /** It was opened, which in memory is as far as it goes. */
    static final class Opened extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    private static final String WELL_KNOWN = "well-known";

    private String officerPin = "";
    private String userPin = "";
    private int erasures;
    private int uses = Integer.MAX_VALUE;

    /** Loses power at the given moment: 0 is before the first change, 1 after it, and so on. */
    void losePowerAt(int moment) {
        uses = moment;
    }

    void haveOfficer(String pin) {
        officerPin = pin;
    }

    String userPin() {
        return userPin;
    }

    boolean isOpenToEveryOfficer() {
        return officerPin.equals(WELL_KNOWN);
    }

    int erasures() {
        return erasures;
    }

    @Override
    public String label() {
        return "root";
    }

    @Override
    public boolean isBlank() {
        return userPin.isEmpty();
    }

    @Override
    public boolean erase() {
        if (!officerPin.isEmpty() && !isOpenToEveryOfficer()) {
            return false;
        }
        change(() -> {
            officerPin = WELL_KNOWN;
            userPin = "";
            erasures++;
        });
        return true;
    }

    @Override
    public void givePin(byte[] pin) {
        change(() -> userPin = text(pin));
    }

    @Override
    public void replaceOfficerPin(byte[] pin) {
        if (isOpenToEveryOfficer()) {
            change(() -> officerPin = text(pin));
        }
    }

    @Override
    public boolean accepts(byte[] pin) {
        return userPin.equals(text(pin));
    }

    @Override
    public boolean changePin(byte[] present, byte[] next) {
        if (!accepts(present)) {
            return false;
        }
        change(() -> userPin = text(next));
        return true;
    }

    @Override
    public Pkcs11Token open(char[] pin) {
        if (!userPin.equals(new String(pin))) {
            throw new AssertionError("opened with a wrong PIN");
        }
        throw new Opened();
    }

    private void change(Runnable change) {
        losePower();
        change.run();
        losePower();
    }

    private void losePower() {
        if (uses-- == 0) {
            throw new PowerLoss();
        }
    }

    private static String text(byte[] pin) {
        return new String(pin, StandardCharsets.US_ASCII);
    }
}
