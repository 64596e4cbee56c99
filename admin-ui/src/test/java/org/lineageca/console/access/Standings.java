package org.lineageca.console.access;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.admission.CredentialStanding;
import org.lineageca.ca.admission.StandingStore;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.octets.Octets;

/** What is on record of certificates, as a test has it. */
final class Standings implements StandingStore {

    private static final CredentialStanding.Validity LONG =
            new CredentialStanding.Validity(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));

    private final Map<Octets, CredentialStanding> standings = new HashMap<>();
    private boolean isAway;
    private int reads;

    void register(String name, Octets fingerprint) {
        put(name, fingerprint, null);
    }

    void revoke(String name, Octets fingerprint, Instant at, RevocationReason reason) {
        put(name, fingerprint, new CredentialStanding.Revocation(at, reason));
    }

    private void put(
            String name, Octets fingerprint, CredentialStanding.@Nullable Revocation revocation) {
        standings.put(
                fingerprint,
                new CredentialStanding(
                        new Actor.Principal(name, TrustedRole.Officer),
                        false,
                        null,
                        null,
                        LONG,
                        revocation,
                        null));
    }

    void goAway(boolean away) {
        isAway = away;
    }

    /** How often was asked. */
    int reads() {
        return reads;
    }

    @Override
    public Reading read(Set<Octets> sha256) {
        reads++;
        return isAway ? new Reading.Unread("away") : new Reading.Read(Map.copyOf(standings), null);
    }
}
