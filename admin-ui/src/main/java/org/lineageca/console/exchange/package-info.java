/**
 * Exchange packages for people: partners and their words, what is packed and taken in, as files and
 * as QR codes.
 */
@NullMarked
package org.lineageca.console.exchange;

import org.jspecify.annotations.NullMarked;
