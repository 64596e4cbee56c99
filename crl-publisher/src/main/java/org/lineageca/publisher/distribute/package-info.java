/** Where published files go, each place by itself: a failing one is retried, the others go on. */
@NullMarked
package org.lineageca.publisher.distribute;

import org.jspecify.annotations.NullMarked;
