/** Certificate revocation lists (RFC 5280 5): scopes, numbers, schedule, encoding. */
@NullMarked
package org.lineageca.ca.crl;

import org.jspecify.annotations.NullMarked;
