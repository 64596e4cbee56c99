/** Commands about certificate revocation lists: where they stand, and their policy. */
@NullMarked
package org.lineageca.launcher.command.crl;

import org.jspecify.annotations.NullMarked;
