@NullMarked
package org.lineageca.ca.sealing;

import org.jspecify.annotations.NullMarked;
