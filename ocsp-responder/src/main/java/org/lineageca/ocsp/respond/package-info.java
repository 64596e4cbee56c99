/** From a request to an answer: out of the cache, or read, decided, signed and kept (RFC 6960). */
@NullMarked
package org.lineageca.ocsp.respond;

import org.jspecify.annotations.NullMarked;
