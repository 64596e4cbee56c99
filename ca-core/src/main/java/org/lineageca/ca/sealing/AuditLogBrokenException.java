package org.lineageca.ca.sealing;

/** The database holds another past than was sealed. */
public final class AuditLogBrokenException extends RuntimeException {

    public AuditLogBrokenException(String message) {
        super(
                message
                        + " No checkpoint was signed. Somebody changed the tables of the audit trail, or an older database was restored: compare with a backup, and run `lineage verify-audit` with a checkpoint from before.");
    }
}
