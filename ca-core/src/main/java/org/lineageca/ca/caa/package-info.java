/** Which CAs the holders of domains permit to certify their names, as the DNS says (RFC 8659). */
@NullMarked
package org.lineageca.ca.caa;

import org.jspecify.annotations.NullMarked;
