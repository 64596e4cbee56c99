/**
 * What two officers decide about the life of an authority: acts, their plans, and how an approval
 * binds to one (DESIGN 3.10; RFC 3647 4.6 to 4.8, 5.6).
 */
@NullMarked
package org.lineageca.ca.act;

import org.jspecify.annotations.NullMarked;
