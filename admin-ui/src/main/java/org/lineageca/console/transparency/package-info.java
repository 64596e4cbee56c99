/** Transparency logs that are configured, and how they answer (RFC 6962). */
@NullMarked
package org.lineageca.console.transparency;

import org.jspecify.annotations.NullMarked;
