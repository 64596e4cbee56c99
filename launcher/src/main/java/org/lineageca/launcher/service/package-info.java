/** The machines' service of the CA, spoken to over HTTP with mutual TLS. */
@NullMarked
package org.lineageca.launcher.service;

import org.jspecify.annotations.NullMarked;
