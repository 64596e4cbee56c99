/** Who may come in, and why not: the hard check of a person's certificate (ADR 0044). */
@NullMarked
package org.lineageca.ca.admission;

import org.jspecify.annotations.NullMarked;
