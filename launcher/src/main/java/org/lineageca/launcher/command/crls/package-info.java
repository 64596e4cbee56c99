/** Commands about certificate revocation lists: where they stand, and their policy. */
@NullMarked
package org.lineageca.launcher.command.crls;

import org.jspecify.annotations.NullMarked;
