package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CERTIFICATE;
import static org.lineageca.db.Tables.GENERATION;
import static org.lineageca.db.Tables.SIGNED_CERTIFICATE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.lineageca.ca.audit.AuditEvent;
import org.lineageca.ca.crl.CrlScope;
import org.lineageca.ca.issuance.CertificateContent;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.lifecycle.CertificateOrder;
import org.lineageca.ca.lifecycle.CertificateStore.Intent;
import org.lineageca.ca.x509.AlternativeName;
import org.lineageca.ca.x509.KeyType;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/** Promises of one generation, all of them in one transaction. */
final class CertificateIntents {

    private static final String INSERT =
            """
            INSERT INTO certificate (generation_id, intended_at, serial, crl_scope, profile, profile_version, subject,
                names, not_before, not_after, spki_sha256, key_type, request_sha256, tbs_sha256, intended_by)
            SELECT ?, ?, serial, crl_scope, profile, profile_version, subject, names::text[],
                to_timestamp(not_before), to_timestamp(not_after), spki_sha256, key_type, request_sha256, tbs_sha256, intended_by
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS intended (serial, crl_scope, profile, profile_version,
                subject, names, not_before, not_after, spki_sha256, key_type, request_sha256, tbs_sha256, intended_by)
            """;

    /** A request under a profile. */
    record Asked(Octets request, String profile) {}

    private final DSLContext transaction;
    private final int generation;

    CertificateIntents(DSLContext transaction, int generation) {
        this.transaction = transaction;
        this.generation = generation;
    }

    /** Those that can be are committed. */
    List<Intent> commit(List<CertificateOrder> orders, Instant at) {
        var intents = decide(orders, at);
        var committed = new ArrayList<CertificateOrder>();
        for (var i = 0; i < orders.size(); i++) {
            if (intents.get(i) instanceof Intent.Committed) {
                committed.add(orders.get(i));
            }
        }
        if (!committed.isEmpty()) {
            insert(committed, at);
        }
        return intents;
    }

    /** Which of them can be committed; nothing is. */
    List<Intent> decide(List<CertificateOrder> orders, Instant at) {
        var state = holdState();
        var able =
                orders.stream()
                        .filter(order -> maySign(state, order.content().template()))
                        .toList();
        var standing =
                KeyRows.standing(
                        transaction,
                        able.stream()
                                .map(order -> order.content().publicKey().sha256())
                                .distinct()
                                .toList());
        var answered = answered(able, at);
        var used = used(able);
        var intents = new ArrayList<Intent>();
        for (var order : orders) {
            var request = order.request();
            var content = order.content();
            var refusal = KeyRows.refusal(standing, content);
            var existing =
                    request == null ? null : answered.get(new Asked(request, content.profile()));
            if (!maySign(state, content.template())) {
                intents.add(new Intent.IssuerMoved());
            } else if (refusal.isPresent()) {
                intents.add(new Intent.Failed(refusal.get()));
            } else if (existing != null) {
                intents.add(new Intent.Duplicate(existing));
            } else if (used.contains(content.serial())) {
                intents.add(new Intent.Failed(reused(content)));
            } else {
                intents.add(new Intent.Committed());
            }
        }
        return intents;
    }

    /** The intent of what is signed already, whatever state its issuer is in. */
    void adopt(CertificateOrder order, Instant at) {
        if (!used(List.of(order)).isEmpty()) {
            throw reused(order.content());
        }
        insert(List.of(order), at);
    }

    /** Held for the length of the transaction: a cut-over waits for its end. */
    String holdState() {
        return transaction
                .select(GENERATION.STATE)
                .from(GENERATION)
                .where(GENERATION.GENERATION_ID.eq(generation))
                .forShare()
                .fetchSingle()
                .value1();
    }

    /** Whether a generation in this state signs certificates of this kind. */
    static boolean maySign(String state, CertificateTemplate template) {
        return switch (template) {
            case ROOT_CA -> Set.of("AwaitingCertificate", "Staged", "Enabled").contains(state);
            case OCSP_SIGNER -> Set.of("Staged", "Enabled", "Disabled", "Revoked").contains(state);
            case POLICY_CA, ISSUING_CA, CROSS_CA, TLS_SERVER, TLS_CLIENT, S_MIME, CODE_SIGNING ->
                    state.equals("Enabled");
        };
    }

    Map<Asked, SerialNumber> answered(List<CertificateOrder> orders, Instant at) {
        var requests =
                orders.stream()
                        .map(CertificateOrder::request)
                        .filter(Objects::nonNull)
                        .distinct()
                        .sorted()
                        .toList();
        if (requests.isEmpty()) {
            return Map.of();
        }
        lock(requests);
        var lifeLeft =
                CERTIFICATE.NOT_BEFORE.add(
                        DSL.field(
                                "({0} - {1}) * 2 / 3",
                                org.jooq.types.DayToSecond.class,
                                CERTIFICATE.NOT_AFTER,
                                CERTIFICATE.NOT_BEFORE));
        var answered = new HashMap<Asked, SerialNumber>();
        transaction
                .select(CERTIFICATE.REQUEST_SHA256, CERTIFICATE.PROFILE, CERTIFICATE.SERIAL)
                .from(CERTIFICATE)
                .join(SIGNED_CERTIFICATE)
                .using(CERTIFICATE.GENERATION_ID, CERTIFICATE.SERIAL)
                .where(CERTIFICATE.GENERATION_ID.eq(generation))
                .and(CERTIFICATE.REQUEST_SHA256.eq(DSL.any(CandidateRows.arrays(requests))))
                .and(lifeLeft.gt(at))
                .and(JooqCertificateStore.isNotRevoked())
                .forEach(row ->
                        answered.put(
                                new Asked(Octets.of(row.value1()), row.value2()),
                                SerialNumber.ofOctets(Octets.of(row.value3()))));
        return answered;
    }

    /**
     * A copy of one of them on another node waits here, and then finds it. In one order everywhere,
     * so that no two wait for each other.
     */
    private void lock(List<Octets> requests) {
        transaction.execute(
                "SELECT pg_advisory_xact_lock(key) FROM (SELECT DISTINCT hashtextextended(request, 0) AS key"
                        + " FROM unnest({0}) AS request ORDER BY key) AS keys",
                DSL.val(requests.stream().map(Octets::toHex).toArray(String[]::new)));
    }

    /**
     * Unique under the issuer's name, not only under its key (RFC 5280 4.1.2.2). The primary key
     * sees to the one generation, this to its siblings.
     */
    private Set<SerialNumber> used(List<CertificateOrder> orders) {
        var serials = orders.stream().map(order -> order.content().serial().octets()).toList();
        return transaction
                .select(CERTIFICATE.SERIAL)
                .from(CERTIFICATE)
                .where(CERTIFICATE.GENERATION_ID.eq(DSL.any(siblings())))
                .and(CERTIFICATE.SERIAL.eq(DSL.any(CandidateRows.arrays(serials))))
                .fetchSet(row -> SerialNumber.ofOctets(Octets.of(row.value1())));
    }

    private Integer[] siblings() {
        var own = GENERATION.as("own");
        return transaction
                .select(GENERATION.GENERATION_ID)
                .from(GENERATION)
                .join(own)
                .on(own.AUTHORITY_ID.eq(GENERATION.AUTHORITY_ID))
                .where(own.GENERATION_ID.eq(generation))
                .fetchArray(GENERATION.GENERATION_ID);
    }

    private static IllegalStateException reused(CertificateContent content) {
        return new IllegalStateException(
                "serial number "
                        + content.serial()
                        + " was used before under this issuer name; the random source is broken. Nothing was signed.");
    }

    private void insert(List<CertificateOrder> orders, Instant at) {
        var contents = orders.stream().map(CertificateOrder::content).toList();
        transaction.connection(connection -> {
            try (var rows = ManyRows.of(connection, INSERT)) {
                rows.all(generation)
                        .all(at)
                        .octets(of(contents, content -> content.serial().octets()))
                        .texts(of(contents, CertificateIntents::crlScope))
                        .texts(of(contents, CertificateContent::profile))
                        .numbers(of(contents, content -> (long) content.terms().version()))
                        .texts(of(contents, content -> content.subject().toString()))
                        .texts(of(contents, content -> array(content.names())))
                        .numbers(of(contents, content -> content.notBefore().getEpochSecond()))
                        .numbers(of(contents, content -> content.notAfter().getEpochSecond()))
                        .octets(of(contents, content -> content.publicKey().sha256()))
                        .texts(of(contents, content -> KeyType.of(content.publicKey())))
                        .octets(orders.stream().map(CertificateOrder::request).toList())
                        .octets(of(orders, order -> order.linted().toBeSigned().sha256()))
                        .texts(of(orders, order -> order.actor().name()))
                        .insert();
            }
        });
        ModulusRows.insert(transaction, of(contents, CertificateContent::publicKey));
        ReplacedRows.insert(transaction, generation, orders);
        AuditInsert.insertAll(
                transaction,
                at,
                orders,
                CertificateOrder::actor,
                order ->
                        new AuditEvent.CertificateIntended(
                                order.generation(),
                                order.content().serial(),
                                order.content().profile(),
                                order.content().subject().toString(),
                                order.linted().toBeSigned().sha256()));
        AuditInsert.insertAll(
                transaction,
                at,
                orders.stream().filter(order -> !order.linted().warnings().isEmpty()).toList(),
                CertificateOrder::actor,
                order ->
                        new AuditEvent.CertificateWarned(
                                order.generation(),
                                order.content().serial(),
                                order.linted().warnings()));
        AuditInsert.insertAll(
                transaction,
                at,
                orders.stream().filter(order -> !order.origin().caa().isEmpty()).toList(),
                CertificateOrder::actor,
                order ->
                        new AuditEvent.CaaChecked(
                                order.generation(),
                                order.content().serial(),
                                order.origin().caa()));
    }

    private static <T, R> List<R> of(List<T> rows, Function<T, R> column) {
        return rows.stream().map(column).toList();
    }

    /** An array of texts as PostgreSQL writes it. */
    private static String array(List<AlternativeName> names) {
        return names.stream()
                .map(name -> name.text().replace("\\", "\\\\").replace("\"", "\\\""))
                .collect(Collectors.joining("\",\"", "{\"", "\"}"))
                .replace("{\"\"}", "{}");
    }

    /** What names none, such as a delegate's certificate: its revocation is told in full. */
    private static String crlScope(CertificateContent content) {
        var issuer = content.issuer();
        return issuer != null && content.namesCrl()
                ? content.crlPointer(issuer.uris()).scope()
                : CrlScope.COMPLETE;
    }
}
