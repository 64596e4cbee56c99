package org.lineageca.ca.inspection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.lineageca.ca.ceremony.RecordFile;
import org.lineageca.ca.ceremony.RunState;
import org.lineageca.ca.ceremony.SoftwareKeys;
import org.lineageca.ca.exchange.CarriedCeremony;
import org.lineageca.ca.exchange.CeremonyRecord;
import org.lineageca.ca.exchange.ChainPosition;
import org.lineageca.ca.exchange.Consent;
import org.lineageca.ca.exchange.Contents;
import org.lineageca.ca.exchange.ExchangePackage;
import org.lineageca.ca.exchange.ExchangeSignature;
import org.lineageca.ca.exchange.PartyId;
import org.lineageca.ca.minutes.Minutes;
import org.lineageca.octets.Octets;

/**
 * A run on its way in a package, as an offline installation packs it; or as someone does who has
 * the token and wants to deceive.
 */
public final class CarriedRun {

    private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");

    private final SoftwareKeys keys;
    private final CarriedCeremony.Packed packed;
    private final Map<String, Octets> files;

    public CarriedRun(SoftwareKeys keys, RecordFile file) {
        this.keys = keys;
        var state = RunState.of(file.plan(), file.entries());
        var people = state.plan().script().people().all();
        var approvals = new ArrayList<Consent>();
        for (var person : people) {
            approvals.add(new Consent(person, approved(state), state.plan().digest()));
        }
        packed =
                CarriedCeremony.pack(
                        "run-1",
                        state,
                        approvals,
                        Objects.requireNonNull(file.signature()),
                        Minutes.pdf(file));
        files = new HashMap<>(packed.files());
    }

    /** As the people of software runs do: a day before. */
    private static Instant approved(RunState state) {
        return state.entries().getFirst().at().minus(Duration.ofDays(1));
    }

    /** Changes its files before they are packed and signed. */
    CarriedRun changing(Consumer<Map<String, Octets>> change) {
        change.accept(files);
        return this;
    }

    public Octets octets() {
        return octets(packed.record());
    }

    CeremonyRecord record() {
        return packed.record();
    }

    /** With another listing of the same files. */
    Octets octets(CeremonyRecord record) {
        var signature =
                new ExchangeSignature() {
                    @Override
                    public Octets publicKey() {
                        return keys.exchangeKey();
                    }

                    @Override
                    public Octets sign(Octets digest) {
                        return keys.signDigest(digest);
                    }
                };
        var route =
                ChainPosition.START.next(
                        PartyId.ofPublicKey(keys.exchangeKey()),
                        PartyId.ofPublicKey(new SoftwareKeys(4711).exchangeKey()));
        return ExchangePackage.write(
                        route, NOW, new Contents.Results(List.of(record)), files, signature)
                .octets();
    }
}
