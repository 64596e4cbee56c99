/** Ceremonies held by several people on real tokens. */
@NullMarked
package org.lineageca.ca.ceremony.conduct;

import org.jspecify.annotations.NullMarked;
