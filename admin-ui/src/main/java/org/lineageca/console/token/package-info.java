/** Tokens and the keys that lie on them. */
@NullMarked
package org.lineageca.console.token;

import org.jspecify.annotations.NullMarked;
