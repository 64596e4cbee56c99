/** Comma-separated values (RFC 4180). */
@NullMarked
package org.lineageca.ca.csv;

import org.jspecify.annotations.NullMarked;
