@NullMarked
package org.lineageca.ca.ceremony;

import org.jspecify.annotations.NullMarked;
