/**
 * Decides whether a signed CRL or CA certificate may leave the building, by a parser of its own
 * (RFC 5280 4 and 5, X.690 DER): pure functions of their arguments.
 */
@NullMarked
package org.lineageca.publisher.guard;

import org.jspecify.annotations.NullMarked;
