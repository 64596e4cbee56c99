/** Planning an act step by step, up to its proposal. */
@NullMarked
package org.lineageca.console.planning;

import org.jspecify.annotations.NullMarked;
