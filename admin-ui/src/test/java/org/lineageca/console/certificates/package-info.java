@NullMarked
package org.lineageca.console.certificates;

import org.jspecify.annotations.NullMarked;
