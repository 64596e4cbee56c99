/** Says whether what relying parties get is fresh and complete. */
@NullMarked
package org.lineageca.publisher.observe;

import org.jspecify.annotations.NullMarked;
