/** PostgreSQL through jOOQ: the ports of lifecycle, and the transactions. */
@NullMarked
package org.lineageca.ca.store;

import org.jspecify.annotations.NullMarked;
