/** What is answered to a request, as a function of what is known (RFC 6960, RFC 9919). */
@NullMarked
package org.lineageca.ocsp.answer;

import org.jspecify.annotations.NullMarked;
