/**
 * CRLs of CAs that are not ours (RFC 5280 5), read as they stream by and held in a few octets an
 * entry. Files, network and clock are for the caller.
 */
@NullMarked
package org.lineageca.ocsp.crl;

import org.jspecify.annotations.NullMarked;
