/**
 * The people of an installation and their roles (RFC 3647 5.2.1), changed by two of them (ADR
 * 0046).
 */
@NullMarked
package org.lineageca.ca.people;

import org.jspecify.annotations.NullMarked;
