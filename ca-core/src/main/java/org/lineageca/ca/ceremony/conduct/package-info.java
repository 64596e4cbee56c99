/** Ceremonies in use: drafting, approving, running, and taking over what came of them. */
@NullMarked
package org.lineageca.ca.ceremony.conduct;

import org.jspecify.annotations.NullMarked;
