/**
 * Batch issue: many PKCS#10 requests under one profile, answered by a job that any node takes up
 * and goes on with (docs/adr/0038).
 */
@NullMarked
package org.lineageca.ca.batch;

import org.jspecify.annotations.NullMarked;
