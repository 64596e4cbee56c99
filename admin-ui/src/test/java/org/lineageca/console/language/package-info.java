/**
 * That all that the console says has its words in every language, and nothing is said beside them.
 */
@NullMarked
package org.lineageca.console.language;

import org.jspecify.annotations.NullMarked;
