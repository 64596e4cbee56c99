/** OCSP responders as they are now: whether they answer, how fast, and by whose signature. */
@NullMarked
package org.lineageca.console.responder;

import org.jspecify.annotations.NullMarked;
