/**
 * Applies the schema, and runs the packaged PostgreSQL for installations and tests that bring none
 * of their own.
 */
@NullMarked
package org.lineageca.migrations;

import org.jspecify.annotations.NullMarked;
