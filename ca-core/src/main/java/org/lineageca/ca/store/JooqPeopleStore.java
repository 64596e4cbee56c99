package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CERTIFICATE;
import static org.lineageca.db.Tables.CREDENTIAL;
import static org.lineageca.db.Tables.GENERATION;
import static org.lineageca.db.Tables.PRINCIPAL;
import static org.lineageca.db.Tables.REVOCATION;
import static org.lineageca.db.Tables.SIGNED_CERTIFICATE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.audit.AuditEvent;
import org.lineageca.ca.people.PeopleRules;
import org.lineageca.ca.people.PeopleStore;
import org.lineageca.ca.people.PersonChange;
import org.lineageca.ca.people.Recovery;
import org.lineageca.ca.people.RegisteredPerson;
import org.lineageca.octets.Octets;

/** The people of an installation in PostgreSQL. */
public final class JooqPeopleStore implements PeopleStore {

    private final DSLContext database;

    public JooqPeopleStore(DSLContext database) {
        this.database = database;
    }

    @Override
    public List<RegisteredPerson> people(Instant at) {
        return people(database, at);
    }

    private static List<RegisteredPerson> people(DSLContext database, Instant at) {
        var byName = new TreeMap<String, RegisteredPerson>();
        for (var row : new StandingRows(database).fetch(CREDENTIAL.SHA256.isNotNull())) {
            if (row.get(CREDENTIAL.SHA256) == null) {
                continue;
            }
            var standing = StandingRows.standing(row);
            var principal = standing.principal();
            var certificates =
                    new ArrayList<>(
                            Optional.ofNullable(byName.get(principal.name()))
                                    .map(RegisteredPerson::certificates)
                                    .orElseGet(List::of));
            certificates.add(
                    new RegisteredPerson.RegisteredCertificate(
                            Octets.of(row.get(CREDENTIAL.SHA256)),
                            standing.validity().notAfter(),
                            standing.at(at)));
            byName.put(
                    principal.name(),
                    new RegisteredPerson(
                            principal.name(),
                            principal.role(),
                            standing.removedAt(),
                            certificates));
        }
        return List.copyOf(byName.values());
    }

    @Override
    public Optional<IssuedCertificate> certificate(Octets sha256) {
        return database.select(
                        SIGNED_CERTIFICATE.DER,
                        CERTIFICATE.SUBJECT,
                        CERTIFICATE.PROFILE,
                        CERTIFICATE.NOT_BEFORE,
                        CERTIFICATE.NOT_AFTER,
                        DSL.exists(
                                DSL.selectOne()
                                        .from(REVOCATION)
                                        .where(
                                                REVOCATION
                                                        .GENERATION_ID
                                                        .eq(CERTIFICATE.GENERATION_ID)
                                                        .and(
                                                                REVOCATION.SERIAL.eq(
                                                                        CERTIFICATE.SERIAL))
                                                        .and(RevokedRows.inForce()))))
                .from(GENERATION)
                .join(SIGNED_CERTIFICATE)
                .on(SIGNED_CERTIFICATE.GENERATION_ID.eq(GENERATION.GENERATION_ID))
                .join(CERTIFICATE)
                .on(
                        CERTIFICATE
                                .GENERATION_ID
                                .eq(SIGNED_CERTIFICATE.GENERATION_ID)
                                .and(CERTIFICATE.SERIAL.eq(SIGNED_CERTIFICATE.SERIAL)))
                .where(SIGNED_CERTIFICATE.SHA256.eq(sha256.toArray()))
                .fetchOptional(row ->
                        new IssuedCertificate(
                                Octets.of(row.value1()),
                                row.value2(),
                                row.value3(),
                                row.value4(),
                                row.value5(),
                                row.value6()));
    }

    @Override
    public Outcome change(String person, PersonChange change, Instant at, Actor actor) {
        return alone(
                (transaction, rules) -> {
                    if (rules.isSo(person, change)) {
                        return new Outcome.WasSo();
                    }
                    var problem = rules.problem(person, change);
                    if (problem.isPresent()) {
                        return new Outcome.Impossible(problem.get());
                    }
                    AuditInsert.insert(
                            transaction, at, actor, write(transaction, person, change, at));
                    return new Outcome.Changed();
                },
                at);
    }

    @Override
    public Outcome recover(Recovery recovery, Instant at, Actor actor) {
        return alone(
                (transaction, rules) -> {
                    if (rules.isSo(recovery)) {
                        return new Outcome.WasSo();
                    }
                    var problem = rules.problem(recovery);
                    if (problem.isPresent()) {
                        return new Outcome.Impossible(problem.get());
                    }
                    recovery.lost().forEach(name -> remove(transaction, name, at));
                    recovery.newcomers().forEach(newcomer -> pin(transaction, newcomer, at));
                    AuditInsert.insert(
                            transaction, at, actor, new AuditEvent.PeopleRecovered(recovery));
                    return new Outcome.Changed();
                },
                at);
    }

    /** Whoever changes people does so one after the other. */
    private Outcome alone(BiFunction<DSLContext, PeopleRules, Outcome> change, Instant at) {
        return database.transactionResult(configuration -> {
            var transaction = configuration.dsl();
            transaction
                    .select(PRINCIPAL.PRINCIPAL_ID)
                    .from(PRINCIPAL)
                    .orderBy(PRINCIPAL.PRINCIPAL_ID)
                    .forUpdate()
                    .execute();
            return change.apply(transaction, new PeopleRules(people(transaction, at)));
        });
    }

    private static void pin(DSLContext transaction, Recovery.Newcomer newcomer, Instant at) {
        var certificate = newcomer.certificate();
        transaction
                .insertInto(CREDENTIAL)
                .set(CREDENTIAL.SHA256, certificate.fingerprint().toArray())
                .set(
                        CREDENTIAL.PRINCIPAL_ID,
                        register(transaction, newcomer.name(), newcomer.role(), at))
                .set(CREDENTIAL.DER, certificate.der().toArray())
                .execute();
    }

    private static Integer register(
            DSLContext transaction, String name, TrustedRole role, Instant at) {
        return transaction
                .insertInto(PRINCIPAL)
                .set(PRINCIPAL.NAME, name)
                .set(PRINCIPAL.ROLE, role.name())
                .set(PRINCIPAL.CREATED_AT, at)
                .returningResult(PRINCIPAL.PRINCIPAL_ID)
                .fetchSingle(PRINCIPAL.PRINCIPAL_ID);
    }

    private static void remove(DSLContext transaction, String name, Instant at) {
        transaction
                .update(PRINCIPAL)
                .set(PRINCIPAL.REMOVED_AT, at)
                .where(PRINCIPAL.NAME.eq(name))
                .execute();
    }

    private static AuditEvent write(
            DSLContext transaction, String person, PersonChange change, Instant at) {
        return switch (change) {
            case PersonChange.Admit(var role, var certificate) -> {
                register(transaction, person, role, at);
                addCredential(transaction, person, certificate);
                yield new AuditEvent.CredentialRegistered(person, role.name(), certificate);
            }
            case PersonChange.Remove _ -> {
                remove(transaction, person, at);
                yield new AuditEvent.PrincipalRemoved(person, role(transaction, person).name());
            }
            case PersonChange.AddCertificate(var certificate) -> {
                addCredential(transaction, person, certificate);
                yield new AuditEvent.CredentialRegistered(
                        person, role(transaction, person).name(), certificate);
            }
            case PersonChange.RemoveCertificate(var certificate) -> {
                transaction
                        .update(CREDENTIAL)
                        .set(CREDENTIAL.REMOVED_AT, at)
                        .where(CREDENTIAL.SHA256.eq(certificate.toArray()))
                        .execute();
                yield new AuditEvent.CredentialRemoved(person, certificate);
            }
            case PersonChange.GiveRole(var before, var role) -> {
                transaction
                        .update(PRINCIPAL)
                        .set(PRINCIPAL.ROLE, role.name())
                        .where(PRINCIPAL.NAME.eq(person))
                        .execute();
                yield new AuditEvent.RoleGiven(person, before.name(), role.name());
            }
        };
    }

    private static TrustedRole role(DSLContext transaction, String person) {
        return TrustedRole.valueOf(
                transaction
                        .select(PRINCIPAL.ROLE)
                        .from(PRINCIPAL)
                        .where(PRINCIPAL.NAME.eq(person))
                        .fetchSingle(PRINCIPAL.ROLE));
    }

    private static void addCredential(DSLContext transaction, String person, Octets sha256) {
        var added =
                transaction
                        .insertInto(
                                CREDENTIAL,
                                CREDENTIAL.SHA256,
                                CREDENTIAL.PRINCIPAL_ID,
                                CREDENTIAL.GENERATION_ID,
                                CREDENTIAL.SERIAL,
                                CREDENTIAL.DER)
                        .select(
                                DSL.select(
                                                SIGNED_CERTIFICATE.SHA256,
                                                PRINCIPAL.PRINCIPAL_ID,
                                                SIGNED_CERTIFICATE.GENERATION_ID,
                                                SIGNED_CERTIFICATE.SERIAL,
                                                SIGNED_CERTIFICATE.DER)
                                        .from(PRINCIPAL, GENERATION)
                                        .join(SIGNED_CERTIFICATE)
                                        .on(
                                                SIGNED_CERTIFICATE.GENERATION_ID.eq(
                                                        GENERATION.GENERATION_ID))
                                        .where(PRINCIPAL.NAME.eq(person))
                                        .and(SIGNED_CERTIFICATE.SHA256.eq(sha256.toArray())))
                        .execute();
        if (added != 1) {
            throw new IllegalStateException(
                    "the certificate %s is not on record, so it was not registered for %s"
                            .formatted(sha256.toHex(), person));
        }
    }
}
