/** Asks logs of certificate transparency for their promises, over HTTP (RFC 6962 4.2). */
@NullMarked
package org.lineageca.ca.transparency.log;

import org.jspecify.annotations.NullMarked;
