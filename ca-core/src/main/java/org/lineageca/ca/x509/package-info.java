/**
 * The values certificates are made of (RFC 5280): names, serial numbers, keys, certificates as DER.
 */
@NullMarked
package org.lineageca.ca.x509;

import org.jspecify.annotations.NullMarked;
