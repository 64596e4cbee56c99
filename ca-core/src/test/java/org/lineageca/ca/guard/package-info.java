@NullMarked
package org.lineageca.ca.guard;

import org.jspecify.annotations.NullMarked;
