package org.lineageca.ca.config;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.lineageca.ca.guard.KnownModuli;
import org.lineageca.ca.guard.WeakKeys;
import org.lineageca.ca.lifecycle.BlockKeys;
import org.lineageca.ca.lifecycle.GuardKeys;
import org.lineageca.ca.lifecycle.KeyLedger;
import org.lineageca.ca.lifecycle.ScreenModuli;
import org.lineageca.ca.store.GenerationKeys;
import org.lineageca.ca.store.JooqKeyLedger;
import org.lineageca.ca.store.JooqModulusLedger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts together what keeps keys out of certificates. */
@Factory
final class KeyWiring {

    private static final Logger LOG = LoggerFactory.getLogger(KeyWiring.class);

    @Singleton
    KeyLedger keyLedger(DSLContext database, GenerationKeys keys) {
        return new JooqKeyLedger(database, keys);
    }

    @Singleton
    GuardKeys guardKeys(Settings.Keys settings, KeyLedger ledger) {
        return new GuardKeys(new WeakKeys(knownModuli(settings.knownModuli())), ledger);
    }

    @Singleton
    ScreenModuli screenModuli(DSLContext database, KeyLedger keys, InstantSource clock) {
        return new ScreenModuli(new JooqModulusLedger(database), keys, clock);
    }

    @Singleton
    BlockKeys blockKeys(KeyLedger ledger, InstantSource clock) {
        return new BlockKeys(ledger, clock);
    }

    static KnownModuli knownModuli(Path folder) {
        if (!Files.isDirectory(folder)) {
            return KnownModuli.NONE;
        }
        try (var files = Files.list(folder)) {
            var known = KnownModuli.read(files.sorted().flatMap(KeyWiring::lines));
            LOG.info("{} RSA moduli are refused by the lists in {}", known.size(), folder);
            return known;
        } catch (IOException e) {
            throw unreadable(folder, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "a list in %s cannot be used: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static UncheckedIOException unreadable(Path path, IOException cause) {
        return new UncheckedIOException(
                "the lists of known moduli in %s cannot be read".formatted(path), cause);
    }
}
