/** How many certificates there are, by CA, lineage, profile and key type, and when they expire. */
@NullMarked
package org.lineageca.ca.population;

import org.jspecify.annotations.NullMarked;
