package org.lineageca.ca.store;

import static org.lineageca.db.Tables.EXCHANGE_PACKAGE;
import static org.lineageca.db.Tables.EXCHANGE_PARTNER;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.audit.AuditEvent;
import org.lineageca.ca.ceremony.conduct.AdoptionStores;
import org.lineageca.ca.exchange.ChainPosition;
import org.lineageca.ca.exchange.ExchangePackage;
import org.lineageca.ca.exchange.courier.ExchangeLedger;
import org.lineageca.ca.exchange.courier.KeptPackage;
import org.lineageca.ca.exchange.courier.KeptPackage.Direction;
import org.lineageca.ca.exchange.courier.Partner;
import org.lineageca.db.tables.records.ExchangePartnerRecord;
import org.lineageca.octets.Octets;

/** Partners and packages in PostgreSQL. */
public final class JooqExchangeLedger implements ExchangeLedger {

    private final DSLContext database;

    public JooqExchangeLedger(DSLContext database) {
        this.database = database;
    }

    @Override
    public List<Partner> partners() {
        return database.selectFrom(EXCHANGE_PARTNER)
                .where(EXCHANGE_PARTNER.REMOVED_AT.isNull())
                .orderBy(EXCHANGE_PARTNER.PARTNER_ID)
                .fetch(JooqExchangeLedger::partner);
    }

    private static Partner partner(ExchangePartnerRecord row) {
        var proposal = new DecidedAct.Signature(row.getProposedBy(), row.getProposedAt());
        var key = Octets.of(row.getSpki());
        if (row.getPinnedBy() == null) {
            return new Partner.Proposed(row.getPartnerId(), row.getName(), key, proposal);
        }
        return new Partner.Pinned(
                row.getPartnerId(),
                row.getName(),
                key,
                proposal,
                new DecidedAct.Signature(row.getPinnedBy(), row.getPinnedAt()),
                new ChainPosition(row.getSentSequence(), Octets.of(row.getSentSha256())),
                new ChainPosition(row.getTakenSequence(), Octets.of(row.getTakenSha256())));
    }

    @Override
    public Optional<Partner.Proposed> propose(
            String name, Octets publicKey, DecidedAct.Signature proposal, Actor actor) {
        return database.transactionResult(configuration -> {
            var transaction = configuration.dsl();
            var id =
                    transaction
                            .insertInto(EXCHANGE_PARTNER)
                            .set(EXCHANGE_PARTNER.NAME, name)
                            .set(EXCHANGE_PARTNER.SPKI, publicKey.toArray())
                            .set(EXCHANGE_PARTNER.PROPOSED_BY, proposal.name())
                            .set(EXCHANGE_PARTNER.PROPOSED_AT, proposal.at())
                            .onConflictDoNothing()
                            .returning(EXCHANGE_PARTNER.PARTNER_ID)
                            .fetchOptional();
            if (id.isEmpty()) {
                return Optional.empty();
            }
            var proposed = new Partner.Proposed(id.get().getPartnerId(), name, publicKey, proposal);
            audit(transaction, proposed, "Proposed", proposal.at(), actor);
            return Optional.of(proposed);
        });
    }

    @Override
    public void pinned(Partner.Pinned partner, Actor actor) {
        var confirmation = partner.confirmation();
        database.transaction(configuration -> {
            var updated =
                    configuration
                            .dsl()
                            .update(EXCHANGE_PARTNER)
                            .set(EXCHANGE_PARTNER.PINNED_BY, confirmation.name())
                            .set(EXCHANGE_PARTNER.PINNED_AT, confirmation.at())
                            .where(EXCHANGE_PARTNER.PARTNER_ID.eq(partner.id()))
                            .and(EXCHANGE_PARTNER.SPKI.eq(partner.publicKey().toArray()))
                            .and(EXCHANGE_PARTNER.PINNED_BY.isNull())
                            .and(EXCHANGE_PARTNER.REMOVED_AT.isNull())
                            .execute();
            requireMoved(updated, partner);
            audit(configuration.dsl(), partner, "Pinned", confirmation.at(), actor);
        });
    }

    @Override
    public void removed(Partner partner, Instant at, Actor actor) {
        database.transaction(configuration -> {
            var updated =
                    configuration
                            .dsl()
                            .update(EXCHANGE_PARTNER)
                            .set(EXCHANGE_PARTNER.REMOVED_BY, actor.name())
                            .set(EXCHANGE_PARTNER.REMOVED_AT, at)
                            .where(EXCHANGE_PARTNER.PARTNER_ID.eq(partner.id()))
                            .and(EXCHANGE_PARTNER.REMOVED_AT.isNull())
                            .execute();
            requireMoved(updated, partner);
            audit(configuration.dsl(), partner, "Removed", at, actor);
        });
    }

    @Override
    public void sent(
            Partner.Pinned to,
            String kind,
            ExchangePackage.Written written,
            Instant at,
            Actor actor) {
        database.transaction(configuration -> {
            var transaction = configuration.dsl();
            move(transaction, to, to.sent(), written.position(), Direction.SENT);
            keep(
                    transaction,
                    to,
                    Direction.SENT,
                    new Kept(kind, written.octets(), written.position()),
                    at,
                    actor);
        });
    }

    @Override
    public void taken(
            Partner.Pinned from,
            String kind,
            Octets octets,
            ChainPosition position,
            Instant at,
            Actor actor,
            Consumer<AdoptionStores> takeOver) {
        database.transaction(configuration -> {
            var transaction = configuration.dsl();
            // First, so that a second import of the same package waits here and then fails.
            move(transaction, from, from.taken(), position, Direction.TAKEN);
            keep(transaction, from, Direction.TAKEN, new Kept(kind, octets, position), at, actor);
            takeOver.accept(JooqAdoption.stores(transaction));
        });
    }

    private record Kept(String kind, Octets octets, ChainPosition position) {}

    private static void keep(
            DSLContext transaction,
            Partner.Pinned partner,
            Direction direction,
            Kept kept,
            Instant at,
            Actor actor) {
        var position = kept.position();
        transaction
                .insertInto(EXCHANGE_PACKAGE)
                .set(EXCHANGE_PACKAGE.PARTNER_ID, partner.id())
                .set(EXCHANGE_PACKAGE.DIRECTION, direction.name())
                .set(EXCHANGE_PACKAGE.SEQUENCE, position.sequence())
                .set(EXCHANGE_PACKAGE.KIND, kept.kind())
                .set(EXCHANGE_PACKAGE.MANIFEST_SHA256, position.manifestSha256().toArray())
                .set(EXCHANGE_PACKAGE.OCTETS, kept.octets().toArray())
                .set(EXCHANGE_PACKAGE.AT, at)
                .set(EXCHANGE_PACKAGE.ACTOR, actor.name())
                .execute();
        AuditInsert.insert(
                transaction,
                at,
                actor,
                new AuditEvent.PackageCarried(
                        partner.name(),
                        direction.name(),
                        position.sequence(),
                        kept.kind(),
                        position.manifestSha256()));
    }

    private static void move(
            DSLContext transaction,
            Partner.Pinned partner,
            ChainPosition before,
            ChainPosition after,
            Direction direction) {
        Field<Long> sequence =
                switch (direction) {
                    case SENT -> EXCHANGE_PARTNER.SENT_SEQUENCE;
                    case TAKEN -> EXCHANGE_PARTNER.TAKEN_SEQUENCE;
                };
        Field<byte[]> sha256 =
                switch (direction) {
                    case SENT -> EXCHANGE_PARTNER.SENT_SHA256;
                    case TAKEN -> EXCHANGE_PARTNER.TAKEN_SHA256;
                };
        var updated =
                transaction
                        .update(EXCHANGE_PARTNER)
                        .set(sequence, after.sequence())
                        .set(sha256, after.manifestSha256().toArray())
                        .where(EXCHANGE_PARTNER.PARTNER_ID.eq(partner.id()))
                        .and(EXCHANGE_PARTNER.PINNED_BY.isNotNull())
                        .and(EXCHANGE_PARTNER.REMOVED_AT.isNull())
                        .and(sequence.eq(before.sequence()))
                        .and(sha256.eq(before.manifestSha256().toArray()))
                        .execute();
        requireMoved(updated, partner);
    }

    private static void requireMoved(int updated, Partner partner) {
        if (updated != 1) {
            throw new IllegalStateException(
                    "someone else changed what is on record of partner '"
                            + partner.name()
                            + "' at the same moment; nothing was changed. Look again.");
        }
    }

    @Override
    public Set<Octets> manifestsTaken(Partner.Pinned from) {
        return new HashSet<>(
                database.select(EXCHANGE_PACKAGE.MANIFEST_SHA256)
                        .from(EXCHANGE_PACKAGE)
                        .join(EXCHANGE_PARTNER)
                        .using(EXCHANGE_PACKAGE.PARTNER_ID)
                        .where(EXCHANGE_PARTNER.SPKI.eq(from.publicKey().toArray()))
                        .and(EXCHANGE_PACKAGE.DIRECTION.eq(Direction.TAKEN.name()))
                        .fetch(row -> Octets.of(row.value1())));
    }

    @Override
    public List<KeptPackage> packages(int limit) {
        return KeptPackageRows.newest(database, limit);
    }

    @Override
    public Optional<CarriedPackage> find(Octets manifestSha256) {
        return KeptPackageRows.find(database, manifestSha256);
    }

    @Override
    public List<CarriedOctets> carried(Direction direction, String kind) {
        return database.select(
                        EXCHANGE_PARTNER.NAME, EXCHANGE_PACKAGE.SEQUENCE, EXCHANGE_PACKAGE.OCTETS)
                .from(EXCHANGE_PACKAGE)
                .join(EXCHANGE_PARTNER)
                .using(EXCHANGE_PARTNER.PARTNER_ID)
                .where(EXCHANGE_PACKAGE.DIRECTION.eq(direction.name()))
                .and(EXCHANGE_PACKAGE.KIND.eq(kind))
                .orderBy(EXCHANGE_PACKAGE.PARTNER_ID, EXCHANGE_PACKAGE.SEQUENCE)
                .fetch(row ->
                        new CarriedOctets(row.value1(), row.value2(), Octets.of(row.value3())));
    }

    @Override
    public Optional<Octets> octets(Partner.Pinned partner, Direction direction, long sequence) {
        return database.select(EXCHANGE_PACKAGE.OCTETS)
                .from(EXCHANGE_PACKAGE)
                .where(EXCHANGE_PACKAGE.PARTNER_ID.eq(partner.id()))
                .and(EXCHANGE_PACKAGE.DIRECTION.eq(direction.name()))
                .and(EXCHANGE_PACKAGE.SEQUENCE.eq(sequence))
                .fetchOptional(row -> Octets.of(row.value1()));
    }

    private static void audit(
            DSLContext transaction, Partner partner, String to, Instant at, Actor actor) {
        AuditInsert.insert(
                transaction,
                at,
                actor,
                new AuditEvent.PartnerMoved(partner.name(), partner.party().sha256(), to));
    }
}
