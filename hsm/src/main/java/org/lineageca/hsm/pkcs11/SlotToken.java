package org.lineageca.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.hsm.pkcs11.Cryptoki.Function;

/** The token in a slot, before SunPKCS11 has anything to do with it. */
public final class SlotToken implements ClosedToken {

    /** For a token that holds nothing yet, or only what a rehearsal makes. */
    private static final byte[] WELL_KNOWN_OFFICER_PIN =
            "lineage-officer".getBytes(StandardCharsets.US_ASCII);

    private static final long OK = 0;
    private static final long CKR_PIN_INCORRECT = 0xA0;
    private static final long CKR_PIN_INVALID = 0xA1;
    private static final long CKR_PIN_LEN_RANGE = 0xA2;

    private final Slot slot;
    private final String label;
    private final Cryptoki cryptoki;
    private final long slotId;
    private final InstantSource clock;
    private final SecureRandom random;

    private SlotToken(
            Slot slot, String label, Cryptoki cryptoki, InstantSource clock, SecureRandom random) {
        this.slot = slot;
        this.label = label;
        this.cryptoki = cryptoki;
        this.slotId = cryptoki.slotId(slot.index());
        this.clock = clock;
        this.random = random;
    }

    /**
     * Looks at what is in the slot.
     *
     * @param label the label the token has or will get
     * @throws TokenUnavailableException when there is no slot, or a token with another label in it
     */
    public static SlotToken find(
            Slot slot, String label, InstantSource clock, SecureRandom random) {
        return reaching(
                slot,
                label,
                () -> {
                    var cryptoki = Cryptoki.load(slot.library());
                    cryptoki.initialise();
                    var token = new SlotToken(slot, label, cryptoki, clock, random);
                    var info = cryptoki.tokenInfo(token.slotId);
                    if (info.isInitialised() && !info.label().equals(label)) {
                        throw new ProviderException(
                                "the token there is labelled '" + info.label() + "'");
                    }
                    return token;
                });
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public boolean isBlank() {
        return reaching(slot, label, () -> !cryptoki.tokenInfo(slotId).hasUserPin());
    }

    @Override
    public boolean erase() {
        return reaching(
                slot,
                label,
                () -> {
                    try (var arena = Arena.ofConfined()) {
                        var officer = arena.allocateFrom(JAVA_BYTE, WELL_KNOWN_OFFICER_PIN);
                        return isRight(
                                Function.C_INIT_TOKEN,
                                cryptoki.result(
                                        Function.C_INIT_TOKEN,
                                        slotId,
                                        officer,
                                        officer.byteSize(),
                                        Cryptoki.padded(label, arena)));
                    }
                });
    }

    @Override
    public void givePin(byte[] pin) {
        var isGiven =
                asOfficer((session, secrets) -> {
                    var user = secrets.copy(pin);
                    cryptoki.invoke(Function.C_INIT_PIN, session, user, user.byteSize());
                });
        if (!isGiven) {
            throw new TokenUnavailableException(
                    label, "in " + slot + ": its security officer has another PIN", null);
        }
    }

    @Override
    public void replaceOfficerPin(byte[] officerPin) {
        var _ =
                asOfficer((session, secrets) -> {
                    var present = secrets.copy(WELL_KNOWN_OFFICER_PIN);
                    var next = secrets.copy(officerPin);
                    cryptoki.invoke(
                            Function.C_SET_PIN,
                            session,
                            present,
                            present.byteSize(),
                            next,
                            next.byteSize());
                });
    }

    @Override
    public boolean accepts(byte[] pin) {
        return inSession((session, secrets) -> {
            var user = secrets.copy(pin);
            var accepted =
                    isRight(
                            Function.C_LOGIN,
                            cryptoki.result(
                                    Function.C_LOGIN,
                                    session,
                                    Cryptoki.USER,
                                    user,
                                    user.byteSize()));
            if (accepted) {
                cryptoki.invoke(Function.C_LOGOUT, session);
            }
            return accepted;
        });
    }

    @Override
    public boolean changePin(byte[] present, byte[] next) {
        return inSession((session, secrets) -> {
            var before = secrets.copy(present);
            var after = secrets.copy(next);
            return isRight(
                    Function.C_SET_PIN,
                    cryptoki.result(
                            Function.C_SET_PIN,
                            session,
                            before,
                            before.byteSize(),
                            after,
                            after.byteSize()));
        });
    }

    @Override
    public Pkcs11Token open(char[] pin) {
        return Pkcs11Token.open(slot, label, pin, clock, random);
    }

    /** Does something with the officer logged in; false when the officer has another PIN. */
    private boolean asOfficer(SessionTask task) {
        return inSession((session, secrets) -> {
            var officer = secrets.copy(WELL_KNOWN_OFFICER_PIN);
            var known =
                    isRight(
                            Function.C_LOGIN,
                            cryptoki.result(
                                    Function.C_LOGIN,
                                    session,
                                    Cryptoki.SECURITY_OFFICER,
                                    officer,
                                    officer.byteSize()));
            if (known) {
                try {
                    task.run(session, secrets);
                } finally {
                    cryptoki.invoke(Function.C_LOGOUT, session);
                }
            }
            return known;
        });
    }

    private boolean inSession(SessionUse use) {
        return reaching(
                slot,
                label,
                () -> {
                    try (var arena = Arena.ofConfined();
                            var secrets = new Secrets(arena)) {
                        var session = cryptoki.openSession(slotId, arena);
                        try {
                            return use.with(session, secrets);
                        } finally {
                            cryptoki.invoke(Function.C_CLOSE_SESSION, session);
                        }
                    }
                });
    }

    /** Whether a function that was given a PIN found it right. */
    private boolean isRight(Function function, long result) {
        if (result == CKR_PIN_INCORRECT
                || result == CKR_PIN_INVALID
                || result == CKR_PIN_LEN_RANGE) {
            return false;
        }
        if (result != OK) {
            throw cryptoki.failure(function, result);
        }
        return true;
    }

    private static <T> T reaching(Slot slot, String label, Supplier<T> use) {
        try {
            return use.get();
        } catch (ProviderException e) {
            throw new TokenUnavailableException(
                    label, "in " + slot + ": " + LoggedInModule.reason(e), e);
        }
    }

    private interface SessionUse {
        boolean with(long session, Secrets secrets);
    }

    private interface SessionTask {
        void run(long session, Secrets secrets);
    }

    /** PINs in native memory, overwritten in the end. */
    private record Secrets(Arena arena, List<MemorySegment> copies) implements AutoCloseable {

        Secrets(Arena arena) {
            this(arena, new ArrayList<>());
        }

        MemorySegment copy(byte[] secret) {
            var copy = arena.allocateFrom(JAVA_BYTE, secret);
            copies.add(copy);
            return copy;
        }

        @Override
        public void close() {
            copies.forEach(copy -> copy.fill((byte) 0));
        }
    }
}
