package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CERTIFICATE;
import static org.lineageca.db.Tables.CRL;
import static org.lineageca.db.Tables.CRL_SCOPE;
import static org.lineageca.db.Tables.GENERATION;
import static org.lineageca.db.Tables.REVOCATION;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.ceremony.CaOrder;
import org.lineageca.ca.ceremony.CeremonyScript;
import org.lineageca.ca.ceremony.KnownCa;
import org.lineageca.ca.ceremony.OnRecord;
import org.lineageca.ca.ceremony.conduct.CeremonyRecords;
import org.lineageca.ca.crl.CrlSchedule;
import org.lineageca.ca.crl.CrlScope;
import org.lineageca.ca.lifecycle.PrincipalStore;
import org.lineageca.ca.revocation.RevocationEntry;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/** What plans of ceremonies have to know, from PostgreSQL. */
public final class JooqCeremonyRecords implements CeremonyRecords {

    private final DSLContext database;
    private final PrincipalStore people;
    private final Supplier<List<CaOrder>> orders;

    /**
     * @param orders what other installations have asked for and was not signed yet
     */
    public JooqCeremonyRecords(
            DSLContext database, PrincipalStore people, Supplier<List<CaOrder>> orders) {
        this.database = database;
        this.people = people;
        this.orders = orders;
    }

    @Override
    public OnRecord read(CeremonyScript script, List<SerialNumber> serials) {
        var names = new TreeMap<String, Octets>();
        people.people().stream()
                .filter(person -> script.persons().contains(person.name()))
                .forEach(person -> names.put(person.name(), person.fingerprint()));
        var cas =
                GenerationRows.fetch(database, GENERATION.TOKEN.eq(script.token())).stream()
                        .flatMap(generation ->
                                generation
                                        .caCertificate()
                                        .filter(_ -> !(generation instanceof Generation.Destroyed))
                                        .map(certificate -> known(generation, certificate))
                                        .stream())
                        .toList();
        var asked =
                orders.get().stream()
                        .filter(order -> script.requests().contains(order.id()))
                        .toList();
        return new OnRecord(names, cas, asked, serials);
    }

    private KnownCa known(Generation generation, CaCertificate certificate) {
        var label = generation.identity().id().label();
        var scope =
                database.select(CRL_SCOPE.asterisk())
                        .from(CRL_SCOPE)
                        .join(GENERATION)
                        .on(GENERATION.GENERATION_ID.eq(CRL_SCOPE.GENERATION_ID))
                        .where(GENERATION.LABEL.eq(label))
                        .and(CRL_SCOPE.SCOPE.eq(CrlScope.COMPLETE))
                        .fetchSingle();
        var key = scope.get(CRL_SCOPE.GENERATION_ID);
        return new KnownCa(
                generation.identity(),
                certificate,
                generation.state(),
                CrlSchedule.regular(
                        Duration.ofSeconds(scope.get(CRL_SCOPE.PERIOD_SECONDS)),
                        Duration.ofSeconds(scope.get(CRL_SCOPE.LIFETIME_SECONDS))),
                scope.get(CRL_SCOPE.LAST_NUMBER),
                database.fetchExists(CRL, CRL.GENERATION_ID.eq(key).and(CRL.IS_FINAL)),
                issued(key));
    }

    private List<KnownCa.Issued> issued(int generation) {
        return database.select(
                        CERTIFICATE.SERIAL,
                        CERTIFICATE.SUBJECT,
                        CERTIFICATE.NOT_AFTER,
                        REVOCATION.REVOKED_AT,
                        REVOCATION.REASON,
                        REVOCATION.INVALIDITY_DATE)
                .from(CERTIFICATE)
                .leftJoin(REVOCATION)
                .on(
                        REVOCATION
                                .GENERATION_ID
                                .eq(CERTIFICATE.GENERATION_ID)
                                .and(REVOCATION.SERIAL.eq(CERTIFICATE.SERIAL))
                                .and(RevokedRows.inForce()))
                .where(CERTIFICATE.GENERATION_ID.eq(generation))
                // A root answers for its own certificate no more than its relying parties ask.
                .and(CERTIFICATE.PROFILE.notIn("root-ca", "ocsp-signer"))
                .orderBy(CERTIFICATE.INTENDED_AT, CERTIFICATE.SERIAL)
                .fetch(JooqCeremonyRecords::issued);
    }

    private static KnownCa.Issued issued(Record row) {
        var serial = SerialNumber.ofOctets(Octets.of(row.get(CERTIFICATE.SERIAL)));
        var revokedAt = row.get(REVOCATION.REVOKED_AT);
        return new KnownCa.Issued(
                serial,
                DistinguishedName.of(row.get(CERTIFICATE.SUBJECT)).commonName(),
                row.get(CERTIFICATE.NOT_AFTER),
                revokedAt == null
                        ? null
                        : new RevocationEntry(
                                serial,
                                revokedAt,
                                RevocationReason.ofCode(row.get(REVOCATION.REASON)),
                                row.get(REVOCATION.INVALIDITY_DATE)));
    }
}
