@NullMarked
package org.lineageca.ca.issuance;

import org.jspecify.annotations.NullMarked;
