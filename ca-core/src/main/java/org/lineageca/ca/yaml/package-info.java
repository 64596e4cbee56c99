/** YAML files that people write, read so that every mistake is told with line and column. */
@NullMarked
package org.lineageca.ca.yaml;

import org.jspecify.annotations.NullMarked;
