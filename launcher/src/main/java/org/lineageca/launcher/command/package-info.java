/** What the user types: one class per command. */
@NullMarked
package org.lineageca.launcher.command;

import org.jspecify.annotations.NullMarked;
