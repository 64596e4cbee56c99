package org.lineageca.ca.exchange.courier;

import java.util.Objects;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.ceremony.RecordFile;
import org.lineageca.ca.ceremony.RunKind;
import org.lineageca.ca.ceremony.RunState;
import org.lineageca.ca.ceremony.conduct.CeremonyStore;
import org.lineageca.ca.ceremony.conduct.RunTokens;
import org.lineageca.ca.ceremony.conduct.SettleRuns;
import org.lineageca.ca.minutes.Minutes;
import org.lineageca.ca.token.TokenExchangeKey;

/** Packs a run that was closed here, its minutes with it, while its token is still active. */
public record PackClosedRuns(CeremonyStore ceremonies, RunTokens tokens, ExportResults results)
        implements SettleRuns.Packing {

    @Override
    public void pack(long run, RunState state, Actor actor) {
        results.pack(
                actor,
                run,
                () -> closed(run, state),
                new TokenExchangeKey(tokens.of(RunKind.REAL).signer()));
    }

    private ExportResults.ClosedRun closed(long id, RunState state) {
        var kept = ceremonies.run(id).orElseThrow();
        var digest = kept.plan().digest();
        var approvals =
                ceremonies.find(kept.ceremony()).orElseThrow().approvals().stream()
                        .filter(approval -> approval.planDigest().equals(digest))
                        .toList();
        return new ExportResults.ClosedRun(
                state,
                approvals,
                Objects.requireNonNull(kept.run().signature(), "a closed run is signed"),
                Minutes.pdf(RecordFile.of(kept.plan(), kept.run(), kept.entries())));
    }
}
