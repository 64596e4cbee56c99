/**
 * Mass revocation: lists filled by a selection, what their revocation would bring about, its
 * progress and result, and drills that revoke nothing (docs/adr/0039).
 */
@NullMarked
package org.lineageca.ca.mass;

import org.jspecify.annotations.NullMarked;
