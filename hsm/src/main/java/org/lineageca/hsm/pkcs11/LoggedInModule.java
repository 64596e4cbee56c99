package org.lineageca.hsm.pkcs11;

import java.io.IOException;
import java.security.AuthProvider;
import java.security.ProviderException;
import java.security.Security;
import java.util.Arrays;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import org.jspecify.annotations.Nullable;
import org.lineageca.hsm.client.TokenUnavailableException;

/**
 * A PKCS #11 library with the right token in its slot and the user logged in.
 *
 * @param provider SunPKCS11, configured for this slot
 * @param slotId CK_SLOT_ID
 */
record LoggedInModule(AuthProvider provider, Cryptoki cryptoki, long slotId) {

    /** CKA_TOKEN is left out: what is generated lives in the session until it is stored. */
    private static final String ATTRIBUTES =
            """
            attributes(generate, CKO_PRIVATE_KEY, *) = {
              CKA_SENSITIVE = true
              CKA_EXTRACTABLE = false
              CKA_SIGN = true
              CKA_DECRYPT = false
              CKA_UNWRAP = false
            }
            """;

    /**
     * Finds the token and logs in.
     *
     * @param pin wiped before this returns, however it returns
     */
    static LoggedInModule open(Slot slot, String token, char[] pin) {
        try {
            var provider = configure(slot, token);
            var cryptoki = Cryptoki.load(slot.library());
            var slotId = cryptoki.slotId(slot.index());
            var found = cryptoki.tokenLabel(slotId);
            if (!found.equals(token)) {
                // Before the PIN goes there: a wrong PIN counts against the other token.
                throw unavailable(slot, token, "the token there is labelled '" + found + "'", null);
            }
            login(provider, slot, token, pin);
            return new LoggedInModule(provider, cryptoki, slotId);
        } catch (ProviderException e) {
            throw unavailable(slot, token, reason(e), e);
        } finally {
            Arrays.fill(pin, '\0');
        }
    }

    TokenObjects objects() {
        return new TokenObjects(cryptoki, slotId);
    }

    /** The innermost message: PKCS #11's own name of the failure, such as CKR_GENERAL_ERROR. */
    static String reason(Throwable failure) {
        var innermost = failure;
        for (var cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            innermost = cause;
        }
        var message = innermost.getMessage();
        return message == null ? innermost.getClass().getSimpleName() : message;
    }

    private static AuthProvider configure(Slot slot, String token) {
        var library = slot.library().toAbsolutePath().toString();
        if (library.contains("\"") || library.contains("\n")) {
            throw new ProviderException("the library's path holds a quote or a line break");
        }
        var configuration =
                """
                --name = Lineage
                library = "%s"
                slotListIndex = %d
                showInfo = false
                """
                        .formatted(library, slot.index());
        var sun = Security.getProvider("SunPKCS11");
        if (sun == null) {
            throw unavailable(slot, token, "this Java lacks the module jdk.crypto.cryptoki", null);
        }
        return (AuthProvider) sun.configure(configuration + ATTRIBUTES);
    }

    private static void login(AuthProvider provider, Slot slot, String token, char[] pin) {
        try {
            provider.login(null, callbacks -> answer(callbacks, pin));
        } catch (FailedLoginException e) {
            throw new WrongPinException("token '" + token + "' refused the PIN", e);
        } catch (LoginException e) {
            var reason = reason(e);
            if (reason.startsWith("CKR_PIN_")) {
                throw new WrongPinException("token '" + token + "' refused the PIN: " + reason, e);
            }
            throw unavailable(slot, token, "login failed with " + reason, e);
        }
    }

    private static void answer(Callback[] callbacks, char[] pin)
            throws IOException, UnsupportedCallbackException {
        for (var callback : callbacks) {
            if (!(callback instanceof PasswordCallback password)) {
                throw new UnsupportedCallbackException(callback);
            }
            // The callback keeps a copy of its own, which SunPKCS11 wipes after login.
            password.setPassword(pin);
        }
    }

    private static TokenUnavailableException unavailable(
            Slot slot, String token, String why, @Nullable Throwable cause) {
        return new TokenUnavailableException(token, "in " + slot + ": " + why, cause);
    }
}
