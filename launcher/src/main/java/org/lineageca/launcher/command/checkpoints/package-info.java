/** The commands on what a signer remembers of audit logs: for the operator at its machine. */
@NullMarked
package org.lineageca.launcher.command.checkpoints;

import org.jspecify.annotations.NullMarked;
