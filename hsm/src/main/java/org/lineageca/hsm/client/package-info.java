/**
 * What the other programs use of a token: naming keys, asking for signatures, and the errors they
 * must be ready for.
 */
@NullMarked
package org.lineageca.hsm.client;

import org.jspecify.annotations.NullMarked;
