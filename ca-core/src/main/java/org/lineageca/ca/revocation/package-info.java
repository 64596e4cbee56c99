/** Withdrawing certificates: reasons (RFC 5280 5.3.1), entries, decisions. */
@NullMarked
package org.lineageca.ca.revocation;

import org.jspecify.annotations.NullMarked;
