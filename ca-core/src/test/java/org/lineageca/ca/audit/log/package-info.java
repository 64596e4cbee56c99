@NullMarked
package org.lineageca.ca.audit.log;

import org.jspecify.annotations.NullMarked;
