package org.lineageca.ca.ceremony.conduct;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lineageca.hsm.client.SharedToken;
import org.lineageca.hsm.client.Signer;
import org.lineageca.hsm.softhsm.TemporarySharedToken;

/** A throw-away token whose signer is started when it is first asked: few runs are rehearsals. */
final class RehearsalToken implements AutoCloseable {

    private @Nullable TemporarySharedToken started;

    synchronized TemporarySharedToken started() {
        var token = started;
        if (token == null) {
            token = TemporarySharedToken.startThrowAway("rehearsal");
            started = token;
        }
        return token;
    }

    SharedToken shared() {
        return onceStarted(SharedToken.class, TemporarySharedToken::shared);
    }

    Signer signer() {
        return onceStarted(Signer.class, TemporarySharedToken::signer);
    }

    private <T> T onceStarted(Class<T> type, Function<TemporarySharedToken, T> part) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, arguments) -> {
                            try {
                                return method.invoke(part.apply(started()), arguments);
                            } catch (InvocationTargetException e) {
                                var cause = e.getCause();
                                throw cause == null ? e : cause;
                            }
                        }));
    }

    @Override
    public synchronized void close() {
        var token = started;
        if (token != null) {
            token.close();
        }
    }
}
