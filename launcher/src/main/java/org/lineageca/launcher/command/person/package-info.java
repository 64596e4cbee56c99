/** The commands on the people of an offline installation. */
@NullMarked
package org.lineageca.launcher.command.person;

import org.jspecify.annotations.NullMarked;
