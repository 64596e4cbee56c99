/** The page that says how many certificates there are. */
@NullMarked
package org.lineageca.console.population;

import org.jspecify.annotations.NullMarked;
