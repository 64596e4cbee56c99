/** In which language the console speaks to the person who looks, and the words it has for that. */
@NullMarked
package org.lineageca.console.language;

import org.jspecify.annotations.NullMarked;
