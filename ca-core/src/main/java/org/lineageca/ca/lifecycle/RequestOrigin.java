package org.lineageca.ca.lifecycle;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.caa.RelevantRecords;
import org.lineageca.octets.Octets;

/**
 * Who asked for a certificate, and by what.
 *
 * @param request SHA-256 of the PKCS#10 request, or of the certificate that it repeats; null where
 *     nobody asked from outside
 * @param caa what the DNS said about its names, for the audit trail; empty where it was not asked
 * @param replaced whose place it takes; null where it stands for itself
 */
public record RequestOrigin(
        @Nullable Octets request,
        List<RelevantRecords> caa,
        @Nullable Replaced replaced,
        Actor actor) {

    public RequestOrigin {
        caa = List.copyOf(caa);
    }

    /** Of what stands for itself, where the DNS was not asked. */
    public static RequestOrigin of(@Nullable Octets request, Actor actor) {
        return new RequestOrigin(request, List.of(), null, actor);
    }
}
