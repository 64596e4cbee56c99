/** Publishes to an object store that speaks the protocol of Amazon S3. */
@NullMarked
package org.lineageca.publisher.distribute.s3;

import org.jspecify.annotations.NullMarked;
