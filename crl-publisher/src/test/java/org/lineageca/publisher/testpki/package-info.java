/** Authorities, certificates and CRLs for tests, made by Bouncy Castle with keys in memory. */
@NullMarked
package org.lineageca.publisher.testpki;

import org.jspecify.annotations.NullMarked;
