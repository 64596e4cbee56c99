/**
 * Packages on their way: partners are pinned by two people, what waits is packed and kept, what
 * comes is examined and takes effect together with its place in the chain.
 */
@NullMarked
package org.lineageca.ca.exchange.courier;

import org.jspecify.annotations.NullMarked;
