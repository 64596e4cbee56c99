@NullMarked
package org.lineageca.ca.decoding;

import org.jspecify.annotations.NullMarked;
