/** Reads the core's database with a role that can do nothing else. */
@NullMarked
package org.lineageca.publisher.store;

import org.jspecify.annotations.NullMarked;
