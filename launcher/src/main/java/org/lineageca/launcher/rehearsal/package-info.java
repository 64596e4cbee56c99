/** Rehearsals: a scratch token, its signer, and the program that tries a change on them. */
@NullMarked
package org.lineageca.launcher.rehearsal;

import org.jspecify.annotations.NullMarked;
