@NullMarked
package org.lineageca.ca.minutes;

import org.jspecify.annotations.NullMarked;
