/** Who acts, and what a trusted role (RFC 3647 5.2.1) may do. */
@NullMarked
package org.lineageca.ca.access;

import org.jspecify.annotations.NullMarked;
