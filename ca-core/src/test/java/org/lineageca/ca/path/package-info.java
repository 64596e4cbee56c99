/** Tests of path building and validation. */
@NullMarked
package org.lineageca.ca.path;

import org.jspecify.annotations.NullMarked;
