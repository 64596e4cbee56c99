/** Who the people are, with their roles and certificates, and proposals to change that. */
@NullMarked
package org.lineageca.console.people;

import org.jspecify.annotations.NullMarked;
