/** Asks a recursive resolver for CAA records (RFC 8659 4.1, RFC 1035). */
@NullMarked
package org.lineageca.ca.caa.dns;

import org.jspecify.annotations.NullMarked;
