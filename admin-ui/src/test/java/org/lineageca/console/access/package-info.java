@NullMarked
package org.lineageca.console.access;

import org.jspecify.annotations.NullMarked;
