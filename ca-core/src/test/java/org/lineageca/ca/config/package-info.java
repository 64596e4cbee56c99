@NullMarked
package org.lineageca.ca.config;

import org.jspecify.annotations.NullMarked;
