/** The commands about OCSP responders. */
@NullMarked
package org.lineageca.launcher.command.responder;

import org.jspecify.annotations.NullMarked;
