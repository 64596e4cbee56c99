package org.lineageca.ca.config;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jooq.DSLContext;
import org.lineageca.ca.ceremony.RunKind;
import org.lineageca.ca.ceremony.conduct.AdoptionStores;
import org.lineageca.ca.ceremony.conduct.CeremonyRecords;
import org.lineageca.ca.ceremony.conduct.CeremonyStore;
import org.lineageca.ca.ceremony.conduct.CeremonyToken;
import org.lineageca.ca.ceremony.conduct.ConductRun;
import org.lineageca.ca.ceremony.conduct.DraftCeremony;
import org.lineageca.ca.ceremony.conduct.PeopleHere;
import org.lineageca.ca.ceremony.conduct.RunTokens;
import org.lineageca.ca.ceremony.conduct.RunningProgram;
import org.lineageca.ca.ceremony.conduct.SettleRuns;
import org.lineageca.ca.exchange.courier.ExportResults;
import org.lineageca.ca.exchange.courier.PackClosedRuns;
import org.lineageca.ca.exchange.courier.TakenRequests;
import org.lineageca.ca.lifecycle.PrincipalStore;
import org.lineageca.ca.store.JooqAdoption;
import org.lineageca.ca.store.JooqCeremonyRecords;
import org.lineageca.ca.store.JooqCeremonyStore;
import org.lineageca.hsm.client.SocketSigner;
import org.lineageca.octets.Octets;

/** Puts the parts together that ceremonies are held with. */
@Factory
final class CeremonyWiring {

    private static final String REHEARSAL_TOKEN = "rehearsal";

    @Singleton
    CeremonyStore ceremonyStore(DSLContext database) {
        return new JooqCeremonyStore(database);
    }

    @Singleton
    CeremonyRecords ceremonyRecords(
            DSLContext database, PrincipalStore people, TakenRequests requests) {
        return new JooqCeremonyRecords(database, people, requests::open);
    }

    @Singleton
    DraftCeremony draftCeremony(
            CeremonyStore ceremonies,
            CeremonyRecords records,
            InstantSource clock,
            RandomGenerator random) {
        return new DraftCeremony(ceremonies, records, clock, random);
    }

    /** Tokens take part in ceremonies where they are held: on an offline installation. */
    @Singleton
    RunTokens runTokens(Settings.Installation installation, List<Settings.SignerSocket> sockets) {
        var tokens = new EnumMap<RunKind, CeremonyToken>(RunKind.class);
        if (installation.isOffline()) {
            for (var socket : sockets) {
                var kind =
                        socket.token().equals(REHEARSAL_TOKEN) ? RunKind.REHEARSAL : RunKind.REAL;
                var signer = SocketSigner.of(socket.socket(), socket.token());
                tokens.put(kind, new CeremonyToken(signer, signer));
            }
        }
        return new RunTokens(tokens);
    }

    @Singleton
    AdoptionStores.Transaction adoption(DSLContext database) {
        return new JooqAdoption(database);
    }

    @Singleton
    RunningProgram runningProgram() {
        try {
            return new RunningProgram("0.1.0", ofClassPath(System.getProperty("java.class.path")));
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own files cannot be read", e);
        }
    }

    private static Octets ofClassPath(String classPath) throws IOException {
        var files = new ArrayList<Path>();
        for (var element : classPath.split(File.pathSeparator, -1)) {
            if (Files.isRegularFile(Path.of(element))) {
                files.add(Path.of(element));
            }
        }
        files.sort(Comparator.comparing(file -> String.valueOf(file.getFileName())));
        var digests = new java.io.ByteArrayOutputStream();
        for (var file : files) {
            digests.writeBytes(Octets.of(Files.readAllBytes(file)).sha256().toArray());
        }
        return Octets.of(digests.toByteArray()).sha256();
    }

    @Singleton
    ConductRun conductRun(
            CeremonyStore ceremonies,
            CeremonyRecords records,
            RunTokens tokens,
            PrincipalStore principals,
            AdoptionStores.Transaction transaction,
            ExportResults results,
            RunningProgram program,
            InstantSource clock) {
        PeopleHere people =
                name ->
                        principals.people().stream()
                                .filter(person -> person.name().equals(name))
                                .findFirst();
        return new ConductRun(
                ceremonies,
                records,
                tokens,
                people,
                new SettleRuns(transaction, new PackClosedRuns(ceremonies, tokens, results), clock),
                program,
                clock);
    }
}
