/** Asking a running program whether it does its work. */
@NullMarked
package org.lineageca.launcher.health;

import org.jspecify.annotations.NullMarked;
