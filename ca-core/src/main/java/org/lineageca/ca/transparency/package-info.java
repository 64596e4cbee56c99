/**
 * What logs of certificate transparency promise, and which promises a certificate needs (RFC 6962).
 */
@NullMarked
package org.lineageca.ca.transparency;

import org.jspecify.annotations.NullMarked;
