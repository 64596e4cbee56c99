/**
 * What goes over a signer's socket: length-prefixed frames, each a request or the reply to one.
 *
 * <p>A frame is its length (4 bytes, big-endian), the request's number (8), its kind (1) and a
 * body. The signer greets first; then requests may be sent without waiting, and replies come in any
 * order.
 */
@NullMarked
package org.lineageca.hsm.protocol;

import org.jspecify.annotations.NullMarked;
