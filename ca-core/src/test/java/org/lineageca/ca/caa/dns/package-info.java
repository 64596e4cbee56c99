@NullMarked
package org.lineageca.ca.caa.dns;

import org.jspecify.annotations.NullMarked;
