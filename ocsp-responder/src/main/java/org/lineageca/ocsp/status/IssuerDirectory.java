package org.lineageca.ocsp.status;

import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.hsm.client.Signer;
import org.lineageca.ocsp.answer.ServedIssuers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The issuers served, read again and again; the last ones known stay while that fails. */
public final class IssuerDirectory {

    private static final Logger LOG = LoggerFactory.getLogger(IssuerDirectory.class);

    private final StatusSource source;
    private final TokenKeys keys;
    private final InstantSource clock;
    private @Nullable List<GenerationRow> rows;
    private volatile boolean loaded;
    private volatile IssuerSelection selection = IssuerSelection.NONE;

    public IssuerDirectory(StatusSource source, Signer signer, InstantSource clock) {
        this.source = source;
        this.keys = new TokenKeys(signer);
        this.clock = clock;
    }

    /** Reads the issuers again. Called by one thread only. */
    public void refresh() {
        List<GenerationRow> current;
        try {
            current = source.generations();
        } catch (StatusUnavailableException e) {
            // The change feed asks more often and reports it.
            LOG.debug("{}", e.getMessage());
            return;
        }
        var rowsChanged = !current.equals(rows);
        var keysChanged = keys.refresh(rowsChanged, clock.instant());
        if (rowsChanged || keysChanged) {
            rows = current;
            select(current);
        }
        loaded = true;
    }

    /** Whether the issuers are known; before that nobody can be told that one is not served. */
    public boolean isLoaded() {
        return loaded;
    }

    public ServedIssuers served() {
        return selection.served();
    }

    /**
     * Labels of generations that issue certificates naming a responder but have no signer now, or
     * no status that is recent enough.
     */
    public List<String> unanswered() {
        var now = clock.instant();
        return selection.mustAnswer().stream()
                .filter(row ->
                        !source.period(row.id()).holdsAt(now)
                                || served().all().stream()
                                        .filter(issuer -> issuer.generation() == row.id())
                                        .allMatch(issuer -> issuer.delegateAt(now).isEmpty()))
                .map(GenerationRow::label)
                .toList();
    }

    /** A delegate's key was not found on the token. */
    public void doubtKeys() {
        keys.doubt();
    }

    private void select(List<GenerationRow> generations) {
        selection = IssuerSelection.of(generations, keys.token(), keys::mayHave);
        selection.problems().forEach(LOG::warn);
        LOG.info(
                "answering for {} of {} generations: {}",
                served().all().size(),
                generations.size(),
                served().all().stream().map(issuer -> issuer.label()).toList());
    }
}
