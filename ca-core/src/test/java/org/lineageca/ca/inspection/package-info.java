/** What auditors find, and what is tried to deceive them. */
@NullMarked
package org.lineageca.ca.inspection;

import org.jspecify.annotations.NullMarked;
