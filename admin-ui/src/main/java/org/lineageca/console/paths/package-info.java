/** Certification paths of a certificate, and the CAs a TLS server accepts for a lineage. */
@NullMarked
package org.lineageca.console.paths;

import org.jspecify.annotations.NullMarked;
