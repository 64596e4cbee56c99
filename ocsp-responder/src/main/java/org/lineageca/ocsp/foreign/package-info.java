/**
 * The status of CAs that are not ours, from the CRLs they publish: fetched, checked, and answered
 * from for as long as they say.
 */
@NullMarked
package org.lineageca.ocsp.foreign;

import org.jspecify.annotations.NullMarked;
