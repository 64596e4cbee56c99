/** The service for machines: REST over mutual TLS, problems as RFC 9457. */
@NullMarked
package org.lineageca.ca.api;

import org.jspecify.annotations.NullMarked;
