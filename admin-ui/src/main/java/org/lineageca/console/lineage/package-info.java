/**
 * Lineages: what is ahead of them, what should be done about it, and what their generations owe.
 */
@NullMarked
package org.lineageca.console.lineage;

import org.jspecify.annotations.NullMarked;
