/** Keeps the Merkle log of the audit trail: seals what was committed, and gives it out. */
@NullMarked
package org.lineageca.ca.sealing;

import org.jspecify.annotations.NullMarked;
