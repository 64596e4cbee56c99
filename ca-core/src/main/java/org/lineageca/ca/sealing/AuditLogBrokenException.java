package org.lineageca.ca.sealing;

import org.jspecify.annotations.Nullable;

/** The database holds another past than was sealed. */
public final class AuditLogBrokenException extends RuntimeException {

    public AuditLogBrokenException(String message) {
        this(message, null);
    }

    public AuditLogBrokenException(String message, @Nullable Throwable cause) {
        super(
                message
                        + " No checkpoint was signed. Somebody changed the tables of the audit trail, or an older database was restored: compare with a backup, and run `lineage verify-audit` with a checkpoint from before.",
                cause);
    }
}
