/**
 * The process that starts the programs of an installation in order, restarts those that end and
 * stops them all.
 */
@NullMarked
package org.lineageca.launcher.supervisor;

import org.jspecify.annotations.NullMarked;
