/**
 * What is carried between the offline and the online installation: the format of packages, their
 * order, and what is asked of their contents before anything is changed for them (DESIGN 3.9).
 */
@NullMarked
package org.lineageca.ca.exchange;

import org.jspecify.annotations.NullMarked;
