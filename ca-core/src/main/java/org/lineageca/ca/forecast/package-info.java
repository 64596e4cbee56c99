/**
 * What lies ahead of a lineage: how large its CRL becomes, until when a profile can be issued, when
 * to roll, what a generation still owes. Pure.
 */
@NullMarked
package org.lineageca.ca.forecast;

import org.jspecify.annotations.NullMarked;
