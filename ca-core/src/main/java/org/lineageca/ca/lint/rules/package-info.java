/** One rule a class, each citing its source. */
@NullMarked
package org.lineageca.ca.lint.rules;

import org.jspecify.annotations.NullMarked;
