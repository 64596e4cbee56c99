/** Who may come in: client certificates checked in the handshake, and who they belong to. */
@NullMarked
package org.lineageca.console.access;

import org.jspecify.annotations.NullMarked;
