/** Renewal hints: when a certificate should be replaced (RFC 9773). */
@NullMarked
package org.lineageca.ca.renewal;

import org.jspecify.annotations.NullMarked;
