package org.lineageca.ca.config;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.caa.CaaConfiguration;
import org.lineageca.ca.caa.CaaConfigurationReader;
import org.lineageca.ca.caa.dns.DnsCaaLookup;
import org.lineageca.ca.lifecycle.AdmitRequest;
import org.lineageca.ca.lifecycle.CheckCaa;
import org.lineageca.ca.lifecycle.GuardKeys;
import org.lineageca.ca.lifecycle.ScreenModuli;
import org.lineageca.ca.yaml.InvalidDescriptionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts together what asks the DNS whom the holders of domains permit. */
@Factory
final class CaaWiring {

    private static final Logger LOG = LoggerFactory.getLogger(CaaWiring.class);

    /** Of all that one certificate waits, one question may take the half. */
    private static final int QUESTIONS = 2;

    /** What has to be closed, if there is anything. */
    record Asking(CheckCaa check, @Nullable DnsCaaLookup lookup) implements AutoCloseable {
        @Override
        public void close() {
            if (lookup != null) {
                lookup.close();
            }
        }
    }

    @Bean(preDestroy = "close")
    @Singleton
    Asking asking(Settings.Caa settings) {
        return read(settings.caa())
                .map(configuration -> {
                    var patience = configuration.patience();
                    var lookup =
                            new DnsCaaLookup(
                                    configuration.resolver(), patience.dividedBy(QUESTIONS));
                    return new Asking(
                            new CheckCaa(configuration.identities(), lookup, patience), lookup);
                })
                .orElseGet(() -> new Asking(CheckCaa.notConfigured(), null));
    }

    @Singleton
    AdmitRequest admitRequest(GuardKeys keys, ScreenModuli moduli, Asking asking) {
        return new AdmitRequest(keys, moduli, asking.check());
    }

    /** Where there is no such file, nobody is asked, and no profile can want it. */
    static Optional<CaaConfiguration> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            var configuration = CaaConfigurationReader.read(Files.readString(file));
            LOG.info(
                    "CAA records are asked for at {}, as {} (in {})",
                    configuration.resolver(),
                    configuration.identities().names(),
                    file);
            return Optional.of(configuration);
        } catch (InvalidDescriptionException e) {
            throw new IllegalStateException(
                    "%s, which says how CAA records are asked for, cannot be used: %s"
                            .formatted(file, e.getMessage()),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s, which says how CAA records are asked for, cannot be read".formatted(file),
                    e);
        }
    }
}
