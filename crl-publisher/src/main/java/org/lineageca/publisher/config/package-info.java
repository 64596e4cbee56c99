/** Puts the program together by hand from its configuration file. */
@NullMarked
package org.lineageca.publisher.config;

import org.jspecify.annotations.NullMarked;
