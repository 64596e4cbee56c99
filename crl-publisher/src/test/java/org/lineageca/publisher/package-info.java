/** Rules for all packages of the publisher. */
@NullMarked
package org.lineageca.publisher;

import org.jspecify.annotations.NullMarked;
