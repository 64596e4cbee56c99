@NullMarked
package org.lineageca.ca.transparency;

import org.jspecify.annotations.NullMarked;
