package org.lineageca.launcher.health;

import java.nio.file.Path;
import org.lineageca.hsm.client.SigningRefusedException;
import org.lineageca.hsm.client.SocketSigner;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.hsm.client.UnknownKeyException;

/**
 * Asks a signer for a test signature.
 *
 * @param token the token's label
 * @param socket the path of its socket, of at most 107 bytes
 */
public record SignerProbe(String token, Path socket) implements HealthProbe {

    @Override
    public Health check() {
        try (var signer = SocketSigner.of(socket, token)) {
            signer.health();
            return new Health.Healthy();
        } catch (TokenUnavailableException e) {
            return new Health.Unhealthy(e.why());
        } catch (SigningRefusedException | UnknownKeyException e) {
            return new Health.Unhealthy(Reasons.of(e));
        }
    }
}
