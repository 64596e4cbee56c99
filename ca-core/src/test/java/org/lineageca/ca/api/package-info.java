@NullMarked
package org.lineageca.ca.api;

import org.jspecify.annotations.NullMarked;
