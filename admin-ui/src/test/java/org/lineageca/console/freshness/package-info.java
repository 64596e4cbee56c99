@NullMarked
package org.lineageca.console.freshness;

import org.jspecify.annotations.NullMarked;
