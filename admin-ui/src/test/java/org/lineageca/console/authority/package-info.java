@NullMarked
package org.lineageca.console.authority;

import org.jspecify.annotations.NullMarked;
