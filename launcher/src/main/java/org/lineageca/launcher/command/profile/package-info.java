/** Commands about profiles of certificates. */
@NullMarked
package org.lineageca.launcher.command.profile;

import org.jspecify.annotations.NullMarked;
