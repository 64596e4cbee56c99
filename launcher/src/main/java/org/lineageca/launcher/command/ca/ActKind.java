package org.lineageca.launcher.command.ca;

import java.util.List;

/** What two officers can decide about a CA: the command for it and its options. */
enum ActKind {
    RENEW("renew", "A new certificate over the same key and name (RFC 3647 4.6)."),
    MODIFY("modify", "A new certificate over the same key with other constraints (RFC 3647 4.8)."),
    ROLL(
            "roll",
            "A successor with a new name and a new key is staged. The usual way to a new key."),
    RE_KEY(
            "re-key",
            "A successor with a new key under the same name is staged (RFC 3647 4.7). Not every verifier copes; see rehearse."),
    CUT_OVER(
            "cut-over",
            "A staged generation issues from now on; the one before it answers, and issues no more."),
    DISABLE("disable", "A generation issues no more; its CRL and OCSP go on."),
    CROSS_CERTIFY("cross-certify", "GENERATION certifies the CA of another hierarchy."),
    TRUST_ANCHOR(
            "trust-anchor", "Certificates of our keys by CAs elsewhere may chain to this root."),
    REVOKE(
            "revoke",
            "A CA is revoked: it issues nothing from that moment on. See docs/runbook-ca-compromise.md."),
    RETIRE("retire", "The last certificate has expired: a final CRL ends what is owed."),
    DESTROY_KEY("destroy-key", "The private key of a retired or revoked generation is destroyed.");

    private final String typed;
    private final String description;

    ActKind(String typed, String description) {
        this.typed = typed;
        this.description = description;
    }

    String typed() {
        return typed;
    }

    /** As the service names it. */
    String wire() {
        return this == REVOKE ? "revoke-ca" : typed;
    }

    String description() {
        return description;
    }

    List<ActOption> options() {
        return switch (this) {
            case RENEW -> List.of(ActOption.VALIDITY);
            case MODIFY ->
                    List.of(
                            ActOption.VALIDITY,
                            ActOption.PATH_LENGTH,
                            ActOption.POLICY,
                            ActOption.PERMITTED_DNS);
            case ROLL ->
                    List.of(
                            ActOption.NAME,
                            ActOption.KEY,
                            ActOption.VALIDITY,
                            ActOption.SPARES,
                            ActOption.ISSUER,
                            ActOption.ANCHOR);
            case RE_KEY ->
                    List.of(ActOption.KEY, ActOption.VALIDITY, ActOption.ISSUER, ActOption.ANCHOR);
            case CUT_OVER -> List.of(ActOption.AT, ActOption.WHEN_NEEDED);
            case CROSS_CERTIFY ->
                    List.of(
                            ActOption.CERTIFICATE,
                            ActOption.VALIDITY,
                            ActOption.PATH_LENGTH,
                            ActOption.POLICY,
                            ActOption.PERMITTED_DNS);
            case TRUST_ANCHOR -> List.of(ActOption.CERTIFICATE);
            case REVOKE ->
                    List.of(
                            ActOption.REASON,
                            ActOption.INVALIDITY_DATE,
                            ActOption.WITH_CERTIFICATES);
            case DISABLE, RETIRE, DESTROY_KEY -> List.of();
        };
    }

    boolean isOfGeneration() {
        return this != TRUST_ANCHOR;
    }
}
