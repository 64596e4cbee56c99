package org.lineageca.ca.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.audit.AuditEvent;
import org.lineageca.ca.crl.CrlScope;
import org.lineageca.ca.issuance.CertificateContent;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.lifecycle.CertificateOrder;
import org.lineageca.ca.lifecycle.CertificateStore.Intent;
import org.lineageca.ca.x509.AlternativeName;
import org.lineageca.ca.x509.KeyType;

/** Promises of one generation, all of them in one transaction. */
final class CertificateIntents {

    /** Rows and audit events, sent together. */
    private static final String INSERT =
            """
            INSERT INTO certificate (generation_id, intended_at, serial, crl_scope, profile, profile_version, subject,
                names, not_before, not_after, spki_sha256, key_type, request_sha256, tbs_sha256, intended_by)
            SELECT ?, ?, serial, crl_scope, profile, profile_version, subject, names::text[],
                to_timestamp(not_before), to_timestamp(not_after), spki_sha256, key_type, request_sha256, tbs_sha256, intended_by
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS intended (serial, crl_scope, profile, profile_version,
                subject, names, not_before, not_after, spki_sha256, key_type, request_sha256, tbs_sha256, intended_by);
            """
                    + AuditInsert.INSERT;

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
        // Their subjects' rows before the lock on keys (KeyRows).
        var obstacles =
                orders.stream()
                        .map(order -> OwnCertificates.obstacle(transaction, order.content()))
                        .toList();
        var reading = IntentReading.of(transaction, generation, orders, at);
        var intents = new ArrayList<Intent>();
        for (var i = 0; i < orders.size(); i++) {
            var order = orders.get(i);
            var request = order.request();
            var content = order.content();
            var refusal = obstacles.get(i).or(() -> KeyRows.refusal(reading.keys(), content));
            var existing = request == null ? null : reading.answer(request, content.profile());
            if (!maySign(reading.state(), content.template())) {
                intents.add(new Intent.IssuerMoved());
            } else if (refusal.isPresent()) {
                intents.add(new Intent.Failed(refusal.get()));
            } else if (existing != null) {
                intents.add(new Intent.Duplicate(existing));
            } else if (reading.used().contains(content.serial())) {
                intents.add(new Intent.Failed(reused(content)));
            } else {
                intents.add(new Intent.Committed());
            }
        }
        return intents;
    }

    /** The intent of what is signed already, whatever state its issuer is in. */
    void adopt(CertificateOrder order, Instant at) {
        var serials = List.of(order.content().serial().octets());
        if (!IntentReading.used(transaction, generation, serials).isEmpty()) {
            throw reused(order.content());
        }
        insert(List.of(order), at);
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
                        .texts(of(orders, order -> order.actor().name()));
                AuditInsert.bind(rows, at, audited(orders), Audited::actor, Audited::event)
                        .insert();
            }
        });
        ModulusRows.insert(transaction, of(contents, CertificateContent::publicKey));
        ReplacedRows.insert(transaction, generation, orders);
    }

    private record Audited(Actor actor, AuditEvent event) {}

    /** Of each that it is promised; then what was remarkable about some. */
    private static List<Audited> audited(List<CertificateOrder> orders) {
        var audited = new ArrayList<Audited>();
        for (var order : orders) {
            audited.add(
                    new Audited(
                            order.actor(),
                            new AuditEvent.CertificateIntended(
                                    order.generation(),
                                    order.content().serial(),
                                    order.content().profile(),
                                    order.content().subject().toString(),
                                    order.linted().toBeSigned().sha256())));
        }
        for (var order : orders) {
            if (!order.linted().warnings().isEmpty()) {
                audited.add(
                        new Audited(
                                order.actor(),
                                new AuditEvent.CertificateWarned(
                                        order.generation(),
                                        order.content().serial(),
                                        order.linted().warnings())));
            }
        }
        for (var order : orders) {
            if (!order.origin().caa().isEmpty()) {
                audited.add(
                        new Audited(
                                order.actor(),
                                new AuditEvent.CaaChecked(
                                        order.generation(),
                                        order.content().serial(),
                                        order.origin().caa())));
            }
        }
        return audited;
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
