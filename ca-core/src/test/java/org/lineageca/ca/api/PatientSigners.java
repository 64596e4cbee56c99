package org.lineageca.ca.api;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.lineageca.ca.config.Settings;
import org.lineageca.ca.token.Signers;
import org.lineageca.hsm.client.SocketSigner;

/** Signers that may take a minute: how busy the machine is is nothing a test asks about. */
@Factory
@Requires(property = PatientSigners.ARE_WANTED)
final class PatientSigners {

    static final String ARE_WANTED = "patient-signers";

    @Singleton
    @Replaces(Signers.class)
    Signers signers(List<Settings.SignerSocket> sockets) {
        return new Signers(
                sockets.stream()
                        .collect(
                                Collectors.toMap(
                                        Settings.SignerSocket::token,
                                        socket ->
                                                SocketSigner.of(
                                                        socket.socket(),
                                                        socket.token(),
                                                        Duration.ofMinutes(1)))));
    }
}
