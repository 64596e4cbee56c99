package org.lineageca.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProviderException;

/**
 * The few functions of PKCS #11 v2.40 that SunPKCS11 does not offer: reading a token's label before
 * the PIN goes to it, initialising a token, and what {@link TokenObjects} needs.
 *
 * <p>In a process where SunPKCS11 uses the same library, its initialisation and its login count
 * here too (PKCS #11 v2.40 usage guide 2.6). Failures are {@link ProviderException}s, as
 * SunPKCS11's are.
 */
public final class Cryptoki {

    /** Positions in CK_FUNCTION_LIST. */
    enum Function {
        C_INITIALIZE(0),
        C_FINALIZE(1),
        C_GET_SLOT_LIST(4),
        C_GET_TOKEN_INFO(6),
        C_INIT_TOKEN(9),
        C_INIT_PIN(10),
        C_SET_PIN(11),
        C_OPEN_SESSION(12),
        C_CLOSE_SESSION(13),
        C_LOGIN(18),
        C_LOGOUT(19),
        C_CREATE_OBJECT(20),
        C_DESTROY_OBJECT(22),
        C_GET_ATTRIBUTE_VALUE(24),
        C_FIND_OBJECTS_INIT(26),
        C_FIND_OBJECTS(27),
        C_FIND_OBJECTS_FINAL(28);

        private final int position;

        Function(int position) {
            this.position = position;
        }
    }

    private static final int LAST_POSITION = 28;
    private static final int LABEL_LENGTH = 32;
    private static final long TOKEN_INFO_SIZE = 512;

    /** CK_TOKEN_INFO: label, manufacturer, model and serial number come before the flags. */
    private static final long FLAGS_OFFSET = 96;

    private static final long OS_LOCKING_OK = 2;
    private static final long INITIALIZE_ARGUMENTS_SIZE = 48;
    private static final long INITIALIZE_FLAGS_OFFSET = 32;
    private static final long CKR_ALREADY_INITIALIZED = 0x191;

    static final long SECURITY_OFFICER = 0;
    static final long USER = 1;

    private static final long SERIAL_SESSION = 4;
    private static final long READ_WRITE_SESSION = 2;

    private final Path library;
    private final MemorySegment functions;

    private Cryptoki(Path library, MemorySegment functions) {
        this.library = library;
        this.functions = functions;
    }

    // Calling a native library is what this class is for; the path is the operator's.
    @SuppressWarnings("restricted")
    static Cryptoki load(Path library) {
        if (!Files.isReadable(library)) {
            throw new ProviderException("the PKCS #11 library " + library + " is not there");
        }
        SymbolLookup symbols;
        try {
            symbols = SymbolLookup.libraryLookup(library.toAbsolutePath(), Arena.global());
        } catch (IllegalArgumentException e) {
            throw new ProviderException(library + " cannot be loaded: " + e.getMessage(), e);
        }
        var entry =
                symbols.find("C_GetFunctionList")
                        .orElseThrow(
                                () -> new ProviderException(library + " is no PKCS #11 library"));
        try (var arena = Arena.ofConfined()) {
            var pointer = arena.allocate(ADDRESS);
            check(library, "C_GetFunctionList", call(entry, pointer));
            // CK_VERSION is two bytes, padded to the first pointer.
            var size = ADDRESS.byteSize() * (LAST_POSITION + 2);
            return new Cryptoki(library, pointer.get(ADDRESS, 0).reinterpret(size));
        }
    }

    /**
     * Initialises the token in the first slot, in a process where SunPKCS11 does not use the
     * library. Everything that was on it is destroyed.
     *
     * @param label 1 to 32 bytes of UTF-8
     * @param officerPin UTF-8, left to the caller to wipe
     * @param userPin UTF-8, left to the caller to wipe
     */
    public static void initialiseFirstToken(
            Path library, String label, byte[] officerPin, byte[] userPin) {
        var cryptoki = load(library);
        cryptoki.invoke(Function.C_INITIALIZE, MemorySegment.NULL);
        cryptoki.initialiseToken(cryptoki.slotId(0), label, officerPin, userPin);
        cryptoki.invoke(Function.C_FINALIZE, MemorySegment.NULL);
    }

    /** Gets the library ready for several threads, unless it is. */
    void initialise() {
        try (var arena = Arena.ofConfined()) {
            var arguments = arena.allocate(INITIALIZE_ARGUMENTS_SIZE, Long.BYTES);
            arguments.set(JAVA_LONG, INITIALIZE_FLAGS_OFFSET, OS_LOCKING_OK);
            var result = result(Function.C_INITIALIZE, arguments);
            if (result != CKR_ALREADY_INITIALIZED) {
                check(library, Function.C_INITIALIZE.name(), result);
            }
        }
    }

    /** The CK_SLOT_ID at a position of the slot list. */
    long slotId(int index) {
        try (var arena = Arena.ofConfined()) {
            var count = arena.allocate(JAVA_LONG);
            invoke(Function.C_GET_SLOT_LIST, (byte) 0, MemorySegment.NULL, count);
            var slots = arena.allocate(JAVA_LONG, Math.max(1, count.get(JAVA_LONG, 0)));
            invoke(Function.C_GET_SLOT_LIST, (byte) 0, slots, count);
            if (index >= count.get(JAVA_LONG, 0)) {
                throw new ProviderException(library + " has no slot with index " + index);
            }
            return slots.getAtIndex(JAVA_LONG, index);
        }
    }

    /** The label of the token in a slot, without its padding. */
    String tokenLabel(long slotId) {
        return tokenInfo(slotId).label();
    }

    /**
     * CK_TOKEN_INFO.
     *
     * @param label without its padding
     */
    record TokenInfo(String label, long flags) {

        private static final long USER_PIN_INITIALIZED = 0x8;
        private static final long TOKEN_INITIALIZED = 0x400;

        boolean hasUserPin() {
            return (flags & TOKEN_INITIALIZED) != 0 && (flags & USER_PIN_INITIALIZED) != 0;
        }

        boolean isInitialised() {
            return (flags & TOKEN_INITIALIZED) != 0;
        }
    }

    TokenInfo tokenInfo(long slotId) {
        try (var arena = Arena.ofConfined()) {
            var info = arena.allocate(TOKEN_INFO_SIZE, Long.BYTES);
            invoke(Function.C_GET_TOKEN_INFO, slotId, info);
            var label = info.asSlice(0, LABEL_LENGTH).toArray(JAVA_BYTE);
            return new TokenInfo(
                    new String(label, StandardCharsets.UTF_8).stripTrailing(),
                    info.get(JAVA_LONG, FLAGS_OFFSET));
        }
    }

    private void initialiseToken(long slotId, String label, byte[] officerPin, byte[] userPin) {
        try (var arena = Arena.ofConfined()) {
            var officer = arena.allocateFrom(JAVA_BYTE, officerPin);
            var user = arena.allocateFrom(JAVA_BYTE, userPin);
            try {
                var padded = padded(label, arena);
                invoke(Function.C_INIT_TOKEN, slotId, officer, officer.byteSize(), padded);
                var session = openSession(slotId, arena);
                invoke(Function.C_LOGIN, session, SECURITY_OFFICER, officer, officer.byteSize());
                invoke(Function.C_INIT_PIN, session, user, user.byteSize());
                invoke(Function.C_LOGOUT, session);
                invoke(Function.C_CLOSE_SESSION, session);
            } finally {
                officer.fill((byte) 0);
                user.fill((byte) 0);
            }
        }
    }

    /** A token's label, filled up with blanks. */
    static MemorySegment padded(String label, Arena arena) {
        var padded = arena.allocate(LABEL_LENGTH).fill((byte) ' ');
        var bytes = label.getBytes(StandardCharsets.UTF_8);
        MemorySegment.copy(bytes, 0, padded, JAVA_BYTE, 0, bytes.length);
        return padded;
    }

    /** A read-write session; in it, whoever logged in is logged in. */
    long openSession(long slotId, Arena arena) {
        var session = arena.allocate(JAVA_LONG);
        invoke(
                Function.C_OPEN_SESSION,
                slotId,
                SERIAL_SESSION | READ_WRITE_SESSION,
                MemorySegment.NULL,
                MemorySegment.NULL,
                session);
        return session.get(JAVA_LONG, 0);
    }

    /** Calls a function that must succeed. */
    void invoke(Function function, Object... arguments) {
        check(library, function.name(), result(function, arguments));
    }

    /** Calls a function and returns its CK_RV. */
    long result(Function function, Object... arguments) {
        var address = functions.get(ADDRESS, ADDRESS.byteSize() * (function.position + 1L));
        return call(address, arguments);
    }

    // Calling a native library is what this class is for.
    @SuppressWarnings("restricted")
    private static long call(MemorySegment function, Object... arguments) {
        var layouts = new MemoryLayout[arguments.length];
        for (var i = 0; i < arguments.length; i++) {
            layouts[i] =
                    switch (arguments[i]) {
                        case Byte _ -> JAVA_BYTE;
                        case Long _ -> JAVA_LONG;
                        default -> ADDRESS;
                    };
        }
        var descriptor = FunctionDescriptor.of(JAVA_LONG, layouts);
        try {
            return (long)
                    Linker.nativeLinker()
                            .downcallHandle(function, descriptor)
                            .invokeWithArguments(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new ProviderException("a native call failed", e);
        }
    }

    /** The failure of a function. */
    ProviderException failure(Function function, long result) {
        return failure(library, function.name(), result);
    }

    private static ProviderException failure(Path library, String function, long result) {
        return new ProviderException(
                "%s of %s failed with CK_RV 0x%x".formatted(function, library, result));
    }

    private static void check(Path library, String function, long result) {
        if (result != 0) {
            throw failure(library, function, result);
        }
    }
}
