/** What stands in a certificate, in words for people (RFC 5280 4). */
@NullMarked
package org.lineageca.ca.decoding;

import org.jspecify.annotations.NullMarked;
