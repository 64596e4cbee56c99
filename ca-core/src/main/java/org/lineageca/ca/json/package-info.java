/**
 * Canonical JSON (RFC 8785) of strings, whole numbers, arrays and objects, for documents that are
 * signed: each has one writing, and no other is read.
 */
@NullMarked
package org.lineageca.ca.json;

import org.jspecify.annotations.NullMarked;
