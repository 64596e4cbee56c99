@NullMarked
package org.lineageca.ca.lint.rules;

import org.jspecify.annotations.NullMarked;
