/**
 * From a PKCS#10 request (RFC 2986) and a profile to the content of a certificate, and its encoding
 * (RFC 5280 4).
 */
@NullMarked
package org.lineageca.ca.issuance;

import org.jspecify.annotations.NullMarked;
