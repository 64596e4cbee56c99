/**
 * Certification paths (RFC 5280 6, RFC 4158): which there are from a certificate to trust anchors,
 * and what the platform's validator says to each.
 */
@NullMarked
package org.lineageca.ca.path;

import org.jspecify.annotations.NullMarked;
