/** Bytes as a value. */
@NullMarked
package org.lineageca.octets;

import org.jspecify.annotations.NullMarked;
