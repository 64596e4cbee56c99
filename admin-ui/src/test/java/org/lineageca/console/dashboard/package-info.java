@NullMarked
package org.lineageca.console.dashboard;

import org.jspecify.annotations.NullMarked;
