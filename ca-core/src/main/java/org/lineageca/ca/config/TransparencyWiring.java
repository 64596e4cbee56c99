package org.lineageca.ca.config;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jooq.DSLContext;
import org.lineageca.ca.lifecycle.AuthorityStore;
import org.lineageca.ca.lifecycle.CertificateStore;
import org.lineageca.ca.lifecycle.PrecertificateStore;
import org.lineageca.ca.lifecycle.ShowTransparency;
import org.lineageca.ca.lifecycle.SignLogged;
import org.lineageca.ca.store.GenerationKeys;
import org.lineageca.ca.store.JooqLogAnswers;
import org.lineageca.ca.store.JooqPrecertificateStore;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.ca.transparency.LogList;
import org.lineageca.ca.transparency.LogListReader;
import org.lineageca.ca.transparency.log.AskLogs;
import org.lineageca.ca.transparency.log.LogAnswers;
import org.lineageca.ca.yaml.InvalidDescriptionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts together what asks logs of certificate transparency. */
@Factory
final class TransparencyWiring {

    private static final Logger LOG = LoggerFactory.getLogger(TransparencyWiring.class);

    @Singleton
    LogList logList(Settings.Transparency settings) {
        return read(settings.transparencyLogs());
    }

    /** Where there is no such file, there are no logs, and no profile can ask for SCTs. */
    static LogList read(Path file) {
        if (!Files.exists(file)) {
            return LogList.NONE;
        }
        try {
            var list = LogListReader.read(Files.readString(file));
            LOG.info("{} transparency logs are configured in {}", list.logs().size(), file);
            return list;
        } catch (InvalidDescriptionException e) {
            throw new IllegalStateException(
                    "the list of transparency logs %s cannot be used: %s"
                            .formatted(file, e.getMessage()),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the list of transparency logs %s cannot be read".formatted(file), e);
        }
    }

    @Singleton
    PrecertificateStore precertificateStore(DSLContext database, GenerationKeys keys) {
        return new JooqPrecertificateStore(database, keys);
    }

    @Singleton
    LogAnswers logAnswers(DSLContext database) {
        return new JooqLogAnswers(database);
    }

    @Bean(preDestroy = "close")
    @Singleton
    AskLogs askLogs(LogList logs, LogAnswers answers, InstantSource clock) {
        return new AskLogs(logs, answers, clock);
    }

    @Singleton
    SignLogged signLogged(
            CertificateStore certificates,
            PrecertificateStore precertificates,
            AuthorityStore authorities,
            AskLogs logs,
            TokenSigning signing,
            InstantSource clock) {
        return new SignLogged(certificates, precertificates, authorities, logs, signing, clock);
    }

    @Singleton
    ShowTransparency showTransparency(
            PrecertificateStore precertificates, LogList logs, LogAnswers answers) {
        return new ShowTransparency(precertificates, logs, answers);
    }
}
