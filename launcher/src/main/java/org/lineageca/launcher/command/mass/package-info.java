/** Lists of certificates that are revoked together: watched, paused, resumed, their results. */
@NullMarked
package org.lineageca.launcher.command.mass;

import org.jspecify.annotations.NullMarked;
