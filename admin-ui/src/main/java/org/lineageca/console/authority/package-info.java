/** The tree of certification authorities with their generations and states. */
@NullMarked
package org.lineageca.console.authority;

import org.jspecify.annotations.NullMarked;
