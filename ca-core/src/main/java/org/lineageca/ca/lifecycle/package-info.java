/** The use cases, and the ports they need. */
@NullMarked
package org.lineageca.ca.lifecycle;

import org.jspecify.annotations.NullMarked;
