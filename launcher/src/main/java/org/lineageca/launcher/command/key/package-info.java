/** Commands about public keys that are not certified. */
@NullMarked
package org.lineageca.launcher.command.key;

import org.jspecify.annotations.NullMarked;
