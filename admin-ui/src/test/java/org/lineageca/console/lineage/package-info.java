@NullMarked
package org.lineageca.console.lineage;

import org.jspecify.annotations.NullMarked;
