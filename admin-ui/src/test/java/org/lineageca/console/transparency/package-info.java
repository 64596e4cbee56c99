@NullMarked
package org.lineageca.console.transparency;

import org.jspecify.annotations.NullMarked;
