/** The built programs, driven from outside with the clients relying parties and officers use. */
@NullMarked
package org.lineageca.system;

import org.jspecify.annotations.NullMarked;
