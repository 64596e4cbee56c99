@NullMarked
package org.lineageca.ca.json;

import org.jspecify.annotations.NullMarked;
