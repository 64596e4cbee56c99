/** The certificates of the authorities: find, look at, issue, revoke. */
@NullMarked
package org.lineageca.console.certificates;

import org.jspecify.annotations.NullMarked;
