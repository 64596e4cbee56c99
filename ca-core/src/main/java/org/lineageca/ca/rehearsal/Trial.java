package org.lineageca.ca.rehearsal;

/**
 * One certificate before one verifier.
 *
 * @param issuedBy the generation that issued it
 * @param crlsFirst whose CRL was loaded first
 */
public record Trial(Side issuedBy, boolean revoked, Side crlsFirst, Answer answer) {

    /** Judged by this trial alone. */
    public Verdict verdict() {
        return switch (answer.judgement()) {
            case ACCEPTED -> revoked ? Verdict.REVOKED_ACCEPTED : Verdict.OK;
            case REVOKED -> revoked ? Verdict.OK : Verdict.ERROR;
            case REFUSED -> Verdict.ERROR;
        };
    }
}
