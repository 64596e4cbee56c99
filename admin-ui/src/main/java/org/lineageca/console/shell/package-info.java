/** What surrounds every view: layout, navigation, how instants and errors are shown. */
@NullMarked
package org.lineageca.console.shell;

import org.jspecify.annotations.NullMarked;
