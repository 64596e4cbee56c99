/**
 * Profiles as people write them: YAML documents with versions, read into the rules of {@code
 * org.lineageca.ca.issuance}.
 */
@NullMarked
package org.lineageca.ca.profile;

import org.jspecify.annotations.NullMarked;
