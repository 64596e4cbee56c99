/** Authorities, their generations and lineages, and the moves between their states (DESIGN 1). */
@NullMarked
package org.lineageca.ca.authority;

import org.jspecify.annotations.NullMarked;
