/**
 * Timelines and charts as SVG (W3C SVG 2), each with a table of exactly the same numbers. No
 * script.
 */
@NullMarked
package org.lineageca.console.picture;

import org.jspecify.annotations.NullMarked;
