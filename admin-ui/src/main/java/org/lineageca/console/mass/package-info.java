/** Mass revocation: choosing many certificates, proposing, watching, drills and their evidence. */
@NullMarked
package org.lineageca.console.mass;

import org.jspecify.annotations.NullMarked;
