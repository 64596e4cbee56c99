/** Public keys that are not certified, whoever proves to possess them (BR 6.1.1.3). Pure. */
@NullMarked
package org.lineageca.ca.guard;

import org.jspecify.annotations.NullMarked;
