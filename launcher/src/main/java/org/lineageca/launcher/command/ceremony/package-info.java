/**
 * What custodians and auditors do on machines of their own: neither needs an installation or a
 * network.
 */
@NullMarked
package org.lineageca.launcher.command.ceremony;

import org.jspecify.annotations.NullMarked;
