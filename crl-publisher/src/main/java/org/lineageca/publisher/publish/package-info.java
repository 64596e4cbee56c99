/**
 * The loop: what the database offers and is not yet published goes through the guard, onto the
 * shelf and to the targets.
 */
@NullMarked
package org.lineageca.publisher.publish;

import org.jspecify.annotations.NullMarked;
