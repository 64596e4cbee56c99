/** Signing linted content by the token that holds a generation's key. */
@NullMarked
package org.lineageca.ca.token;

import org.jspecify.annotations.NullMarked;
