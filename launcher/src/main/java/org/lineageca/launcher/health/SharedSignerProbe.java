package org.lineageca.launcher.health;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.lineageca.hsm.client.CollectedSet;
import org.lineageca.hsm.client.SocketSigner;
import org.lineageca.hsm.client.TokenUnavailableException;

/**
 * Asks a signer whose token is opened by shares how it stands: locked it does its work, and when it
 * is open it is asked for a test signature as any other.
 *
 * @param token the token's label
 * @param socket the path of its socket, of at most 107 bytes
 */
public record SharedSignerProbe(String token, Path socket) implements HealthProbe {

    @Override
    public Health check() {
        try (var signer = SocketSigner.of(socket, token)) {
            var status = signer.status();
            return switch (status.state()) {
                case BLANK ->
                        new Health.Healthy("blank: there is no token yet, a ceremony makes it");
                case LOCKED -> new Health.Healthy("locked" + collected(status.present()));
                case ACTIVE -> {
                    signer.health();
                    yield new Health.Healthy("active: the token signs");
                }
            };
        } catch (TokenUnavailableException e) {
            return new Health.Unhealthy(e.why());
        }
    }

    private static String collected(@Nullable CollectedSet present) {
        return present == null
                ? ""
                : ": %d of the %d shares it takes are handed in"
                        .formatted(present.indices().size(), present.set().quorum());
    }
}
