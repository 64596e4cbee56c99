/** What the responder does, counted while it does it, cheaply. */
@NullMarked
package org.lineageca.ocsp.meter;

import org.jspecify.annotations.NullMarked;
