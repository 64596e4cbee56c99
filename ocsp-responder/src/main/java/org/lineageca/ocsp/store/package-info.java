/** Status out of the CA's database, by a role that may only read. */
@NullMarked
package org.lineageca.ocsp.store;

import org.jspecify.annotations.NullMarked;
