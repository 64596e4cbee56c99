@NullMarked
package org.lineageca.console.picture;

import org.jspecify.annotations.NullMarked;
