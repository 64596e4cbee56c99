@NullMarked
package org.lineageca.console.exchange;

import org.jspecify.annotations.NullMarked;
