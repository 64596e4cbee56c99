@NullMarked
package org.lineageca.ca.caa;

import org.jspecify.annotations.NullMarked;
