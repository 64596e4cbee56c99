/** Tests of the page of the population. */
@NullMarked
package org.lineageca.console.population;

import org.jspecify.annotations.NullMarked;
