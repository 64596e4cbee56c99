@NullMarked
package org.lineageca.ca.publication;

import org.jspecify.annotations.NullMarked;
