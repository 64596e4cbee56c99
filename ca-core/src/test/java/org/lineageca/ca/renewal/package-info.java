/** Renewal hints, tested against the RFC. */
@NullMarked
package org.lineageca.ca.renewal;

import org.jspecify.annotations.NullMarked;
