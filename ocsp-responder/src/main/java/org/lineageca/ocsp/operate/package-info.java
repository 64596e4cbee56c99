/** What operators see: metrics for Prometheus, a status for the console, health. */
@NullMarked
package org.lineageca.ocsp.operate;

import org.jspecify.annotations.NullMarked;
