@NullMarked
package org.lineageca.ca.lifecycle;

import org.jspecify.annotations.NullMarked;
