/**
 * What someone who was not there makes sure of about a ceremony, from a file that was carried out
 * of it and with public keys only. Pure.
 */
@NullMarked
package org.lineageca.ca.inspection;

import org.jspecify.annotations.NullMarked;
