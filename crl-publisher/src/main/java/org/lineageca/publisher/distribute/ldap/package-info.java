/** Publishes to an LDAP directory with the attributes of RFC 4523. */
@NullMarked
package org.lineageca.publisher.distribute.ldap;

import org.jspecify.annotations.NullMarked;
