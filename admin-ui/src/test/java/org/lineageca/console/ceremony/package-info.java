@NullMarked
package org.lineageca.console.ceremony;

import org.jspecify.annotations.NullMarked;
