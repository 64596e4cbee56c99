/** The audit log: what happened, and the proof that it is what was sealed. */
@NullMarked
package org.lineageca.console.audit;

import org.jspecify.annotations.NullMarked;
