@NullMarked
package org.lineageca.ca.crl;

import org.jspecify.annotations.NullMarked;
