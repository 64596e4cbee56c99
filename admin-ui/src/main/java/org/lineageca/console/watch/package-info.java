/** Programs beside the console, asked again and again how they are. */
@NullMarked
package org.lineageca.console.watch;

import org.jspecify.annotations.NullMarked;
