/** CRL publishers as they are now: what relying parties are given, what was refused, and where. */
@NullMarked
package org.lineageca.console.publisher;

import org.jspecify.annotations.NullMarked;
