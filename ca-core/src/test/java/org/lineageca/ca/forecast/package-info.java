@NullMarked
package org.lineageca.ca.forecast;

import org.jspecify.annotations.NullMarked;
