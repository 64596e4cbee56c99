@NullMarked
package org.lineageca.ca.exchange;

import org.jspecify.annotations.NullMarked;
