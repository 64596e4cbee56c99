/** Many requests for certificates that are answered together: handed in, watched, their results. */
@NullMarked
package org.lineageca.launcher.command.batch;

import org.jspecify.annotations.NullMarked;
