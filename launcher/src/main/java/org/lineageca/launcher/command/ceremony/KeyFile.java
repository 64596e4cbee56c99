package org.lineageca.launcher.command.ceremony;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A custodian's private key in a file: PKCS#8 as PEM, encrypted or not, or PKCS#12. */
final class KeyFile {

    private static final int LARGEST = 256 * 1024;
    private static final byte SEQUENCE = 0x30;
    private static final List<String> ALGORITHMS = List.of("EC", "RSA");

    /** Where a password comes from, if one is needed. */
    interface Passwords {

        char[] read() throws IOException;
    }

    private final Path file;
    private final Passwords passwords;

    KeyFile(Path file, Passwords passwords) {
        this.file = file;
        this.passwords = passwords;
    }

    PrivateKey read() throws IOException, GeneralSecurityException {
        if (Files.size(file) > LARGEST) {
            throw new InvalidKeySpecException("it is too large for a key");
        }
        var content = Files.readAllBytes(file);
        try {
            var text = new String(content, StandardCharsets.ISO_8859_1);
            var plain = pem(text, "PRIVATE KEY");
            if (plain.isPresent()) {
                return parse(new PKCS8EncodedKeySpec(plain.get()));
            }
            var encrypted = pem(text, "ENCRYPTED PRIVATE KEY");
            return encrypted.isPresent() ? decrypt(encrypted.get()) : fromStore(content);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static Optional<byte[]> pem(String text, String label) {
        var match =
                Pattern.compile(
                                "-----BEGIN %1$s-----([A-Za-z0-9+/=\\s]+)-----END %1$s-----"
                                        .formatted(label))
                        .matcher(text);
        return match.find()
                ? Optional.of(Base64.getMimeDecoder().decode(match.group(1)))
                : Optional.empty();
    }

    private PrivateKey parse(PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
        for (var algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException other) {
                // A key of the next kind perhaps.
            }
        }
        throw new InvalidKeySpecException("it is a private key that is neither EC nor RSA");
    }

    private PrivateKey decrypt(byte[] der) throws IOException, GeneralSecurityException {
        var info = new EncryptedPrivateKeyInfo(der);
        var password = passwords.read();
        var spec = new PBEKeySpec(password);
        try {
            // PBES2 is a frame; the name of what is in it comes from its parameters.
            var parameters = info.getAlgParameters();
            var name =
                    parameters != null && info.getAlgName().equals("PBES2")
                            ? parameters.toString()
                            : info.getAlgName();
            var key = SecretKeyFactory.getInstance(name).generateSecret(spec);
            return parse(info.getKeySpec(key));
        } finally {
            spec.clearPassword();
            Arrays.fill(password, '\0');
        }
    }

    private PrivateKey fromStore(byte[] content) throws IOException, GeneralSecurityException {
        if (content.length == 0 || content[0] != SEQUENCE) {
            throw new InvalidKeySpecException("it is no private key, neither PEM nor PKCS#12");
        }
        var password = passwords.read();
        try {
            var store = load(content, password);
            for (var aliases = store.aliases(); aliases.hasMoreElements(); ) {
                if (store.getKey(aliases.nextElement(), password) instanceof PrivateKey key) {
                    return key;
                }
            }
        } finally {
            Arrays.fill(password, '\0');
        }
        throw new InvalidKeySpecException("it holds no private key");
    }

    private static KeyStore load(byte[] content, char[] password) throws GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try {
            store.load(new ByteArrayInputStream(content), password);
            return store;
        } catch (IOException e) {
            throw new InvalidKeySpecException(
                    e.getCause() instanceof UnrecoverableKeyException
                            ? "the password is wrong"
                            : "it is no PKCS#12 file",
                    e);
        }
    }
}
