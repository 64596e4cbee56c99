@NullMarked
package org.lineageca.ca.profile;

import org.jspecify.annotations.NullMarked;
