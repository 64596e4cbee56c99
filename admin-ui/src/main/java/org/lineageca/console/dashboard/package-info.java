/** The dashboard: what needs somebody, the most urgent first, and how the installation stands. */
@NullMarked
package org.lineageca.console.dashboard;

import org.jspecify.annotations.NullMarked;
