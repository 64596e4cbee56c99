/** The commands about OCSP responders beside the first. */
@NullMarked
package org.lineageca.launcher.command.responder;

import org.jspecify.annotations.NullMarked;
