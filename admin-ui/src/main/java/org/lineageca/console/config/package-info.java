/** Configuration, wiring and the program. */
@NullMarked
package org.lineageca.console.config;

import org.jspecify.annotations.NullMarked;
