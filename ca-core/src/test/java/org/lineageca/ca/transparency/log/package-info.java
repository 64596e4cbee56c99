@NullMarked
package org.lineageca.ca.transparency.log;

import org.jspecify.annotations.NullMarked;
