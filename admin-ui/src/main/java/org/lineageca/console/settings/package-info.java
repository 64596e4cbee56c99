/** What the installation is set to, and where that is changed. Reads only. */
@NullMarked
package org.lineageca.console.settings;

import org.jspecify.annotations.NullMarked;
