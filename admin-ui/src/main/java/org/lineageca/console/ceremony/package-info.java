/** Ceremonies: their scripts, plans and approvals, and the room in which one is held. */
@NullMarked
package org.lineageca.console.ceremony;

import org.jspecify.annotations.NullMarked;
