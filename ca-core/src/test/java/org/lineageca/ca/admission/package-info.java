/** Tests of who may come in. */
@NullMarked
package org.lineageca.ca.admission;

import org.jspecify.annotations.NullMarked;
