/**
 * The command {@code lineage}: sets an installation up on this machine, keeps its programs running
 * and speaks to them.
 */
@NullMarked
package org.lineageca.launcher;

import org.jspecify.annotations.NullMarked;
