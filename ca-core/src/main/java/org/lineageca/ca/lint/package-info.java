/** Checks on what is about to be signed; only what passed them can reach the signer. */
@NullMarked
package org.lineageca.ca.lint;

import org.jspecify.annotations.NullMarked;
