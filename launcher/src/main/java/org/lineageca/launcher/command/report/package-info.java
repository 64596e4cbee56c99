/** Commands that tell how the whole stands. */
@NullMarked
package org.lineageca.launcher.command.report;

import org.jspecify.annotations.NullMarked;
