/** The program: its configuration, how its parts are put together, how it starts and stops. */
@NullMarked
package org.lineageca.ocsp.config;

import org.jspecify.annotations.NullMarked;
