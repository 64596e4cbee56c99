@NullMarked
package org.lineageca.ca.store;

import org.jspecify.annotations.NullMarked;
