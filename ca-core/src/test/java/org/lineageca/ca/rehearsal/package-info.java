/** Tests of rehearsals. */
@org.jspecify.annotations.NullMarked
package org.lineageca.ca.rehearsal;
