/** Tests of counting certificates. */
@NullMarked
package org.lineageca.ca.population;

import org.jspecify.annotations.NullMarked;
