/** What is known of issuers and certificates, how old that is, and how changes are noticed. */
@NullMarked
package org.lineageca.ocsp.status;

import org.jspecify.annotations.NullMarked;
