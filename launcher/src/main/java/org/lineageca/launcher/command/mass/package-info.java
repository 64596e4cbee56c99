/**
 * Lists of certificates that are revoked together, or made anew: watched, paused, resumed, their
 * results.
 */
@NullMarked
package org.lineageca.launcher.command.mass;

import org.jspecify.annotations.NullMarked;
