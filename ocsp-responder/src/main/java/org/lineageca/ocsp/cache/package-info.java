/** Signed answers, kept until a newer one is due and dropped the moment the status changes. */
@NullMarked
package org.lineageca.ocsp.cache;

import org.jspecify.annotations.NullMarked;
