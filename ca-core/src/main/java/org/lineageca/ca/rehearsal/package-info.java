/**
 * Rehearsal of a change of CA key or certificate: a shadow hierarchy on a scratch token, and what
 * the verifiers on this machine make of it (DESIGN 4).
 */
@NullMarked
package org.lineageca.ca.rehearsal;

import org.jspecify.annotations.NullMarked;
