/**
 * The program that alone holds a token's PIN, and signs for those who may open its Unix-domain
 * socket.
 */
@NullMarked
package org.lineageca.hsm.signer;

import org.jspecify.annotations.NullMarked;
