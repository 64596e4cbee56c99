/**
 * An installation's folder: where everything lies, which ports were chosen, what only its owner may
 * read.
 */
@NullMarked
package org.lineageca.launcher.installation;

import org.jspecify.annotations.NullMarked;
