package org.lineageca.ca.api;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.lifecycle.ShowTransparency;

/**
 * Which logs know a certificate, as the interface shows it (RFC 6962).
 *
 * @param precertificateAt when its precertificate was signed
 * @param scts empty while logs have not given enough
 */
@Serdeable
record TransparencyView(Instant precertificateAt, List<SctView> scts) {

    /**
     * An SCT it carries.
     *
     * @param logId base64
     * @param log the log's name; null where it is not configured any more
     */
    @Serdeable
    record SctView(
            String logId, @Nullable String log, @Nullable String operator, Instant timestamp) {}

    static TransparencyView of(ShowTransparency.Transparency transparency) {
        return new TransparencyView(
                transparency.precertificateAt(),
                transparency.scts().stream()
                        .map(sct ->
                                new SctView(
                                        sct.logId(),
                                        sct.log().orElse(null),
                                        sct.operator().orElse(null),
                                        sct.timestamp()))
                        .toList());
    }
}
