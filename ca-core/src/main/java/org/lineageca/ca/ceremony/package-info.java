/**
 * Scripted, witnessed uses of CA keys by several people (RFC 3647 6.2.2): the script, the plan made
 * of it, and the transcript that says what came of it. Pure.
 */
@NullMarked
package org.lineageca.ca.ceremony;

import org.jspecify.annotations.NullMarked;
