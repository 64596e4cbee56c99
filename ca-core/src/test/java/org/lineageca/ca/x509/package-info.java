@NullMarked
package org.lineageca.ca.x509;

import org.jspecify.annotations.NullMarked;
