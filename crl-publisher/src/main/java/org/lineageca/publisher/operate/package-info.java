/** What operators see: metrics for Prometheus, status and health, on a listener of their own. */
@NullMarked
package org.lineageca.publisher.operate;

import org.jspecify.annotations.NullMarked;
