/** {@code lineage ca …}: what can be done with certification authorities. */
@NullMarked
package org.lineageca.launcher.command.ca;

import org.jspecify.annotations.NullMarked;
