/** OCSP messages as values, and their DER (RFC 6960, RFC 9654). */
@NullMarked
package org.lineageca.ocsp.protocol;

import org.jspecify.annotations.NullMarked;
