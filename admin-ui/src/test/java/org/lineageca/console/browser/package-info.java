/** Tests of what browsers are sent beside views. */
@NullMarked
package org.lineageca.console.browser;

import org.jspecify.annotations.NullMarked;
