/** Tests of the page of people. */
@NullMarked
package org.lineageca.console.people;

import org.jspecify.annotations.NullMarked;
