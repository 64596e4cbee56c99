/** Profiles: what may be asked for, their documents and versions, and changes proposed. */
@NullMarked
package org.lineageca.console.profile;

import org.jspecify.annotations.NullMarked;
