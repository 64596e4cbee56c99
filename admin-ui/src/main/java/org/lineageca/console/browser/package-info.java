/**
 * What browsers are sent beside views: the rules they keep, and plain pages that say what is wrong.
 */
@NullMarked
package org.lineageca.console.browser;

import org.jspecify.annotations.NullMarked;
