/** Scripts to start from: one for each usual ceremony, with comments. */
@NullMarked
package org.lineageca.ca.ceremony.example;

import org.jspecify.annotations.NullMarked;
