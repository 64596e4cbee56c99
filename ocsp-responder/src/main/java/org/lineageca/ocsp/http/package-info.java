/** OCSP over HTTP: GET and POST (RFC 6960 Appendix A, RFC 9919 clause 5 and 6), on Netty. */
@NullMarked
package org.lineageca.ocsp.http;

import org.jspecify.annotations.NullMarked;
