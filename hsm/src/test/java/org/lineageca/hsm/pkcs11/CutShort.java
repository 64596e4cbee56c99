package org.lineageca.hsm.pkcs11;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.lineageca.hsm.client.KeyPurpose;

/**
 * Does part of what a signer does to a key on the first slot's token, by the signer's own code, and
 * dies at once.
 *
 * <p>Arguments: library, token, label of the key, {@link Point}, purposes. Standard input: the PIN.
 */
public final class CutShort {

    /** How far it comes. */
    public enum Point {
        BEFORE_THE_NEW_HOLDER,
        BETWEEN_NEW_AND_OLD_HOLDER,
        AFTER_THE_OLD_HOLDER,
        PRIVATE_KEY_DESTROYED,
        /** Not what a signer does: it destroys the private key first. */
        HOLDER_DESTROYED
    }

    static final int STATUS = 9;

    private CutShort() {}

    public static void main(String[] arguments) throws GeneralSecurityException, IOException {
        var pin = new String(System.in.readAllBytes(), StandardCharsets.UTF_8).toCharArray();
        var token = arguments[1];
        var module = LoggedInModule.open(new Slot(Path.of(arguments[0]), 0), token, pin);
        var store = KeyStore.getInstance("PKCS11", module.provider());
        store.load(null, null);
        var held =
                HeldKeys.read(token, store).all().stream()
                        .filter(key -> key.key().label().equals(arguments[2]))
                        .findFirst()
                        .orElseThrow();
        var random = new SecureRandom();
        var signer = new DigestSigner(module.provider(), random);
        var clock = InstantSource.system();
        var pairs = new KeyPairs(token, module, store, signer, clock, random);
        switch (Point.valueOf(arguments[3])) {
            case BEFORE_THE_NEW_HOLDER -> {}
            case BETWEEN_NEW_AND_OLD_HOLDER -> pairs.addHolder(held, purposes(arguments[4]));
            case AFTER_THE_OLD_HOLDER ->
                    pairs.removeOtherHolders(pairs.addHolder(held, purposes(arguments[4])));
            case PRIVATE_KEY_DESTROYED ->
                    module.objects().destroy(pairs.objects(held.key().handle().keyId()).getFirst());
            case HOLDER_DESTROYED ->
                    module.objects().destroy(pairs.objects(held.key().handle().keyId()).getLast());
        }
        Runtime.getRuntime().halt(STATUS);
    }

    private static Set<KeyPurpose> purposes(String names) {
        return Arrays.stream(names.split(",", -1))
                .map(KeyPurpose::valueOf)
                .collect(Collectors.toSet());
    }
}
