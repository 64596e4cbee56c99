/** HTTP for relying parties (RFC 9110, RFC 9111; media types of RFC 2585). */
@NullMarked
package org.lineageca.publisher.serve;

import org.jspecify.annotations.NullMarked;
