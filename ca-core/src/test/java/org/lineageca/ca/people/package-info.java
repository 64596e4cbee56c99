/** Tests of what may be changed about people. */
@NullMarked
package org.lineageca.ca.people;

import org.jspecify.annotations.NullMarked;
