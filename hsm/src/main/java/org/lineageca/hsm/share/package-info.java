/**
 * A PIN in parts: Shamir's scheme over it, what a share looks like on paper and in an envelope (CMS
 * EnvelopedData, RFC 5652 6), and what may be known of shares without having them.
 *
 * <p>Secrets are arrays that are wiped, never text; no record, message or exception holds one.
 */
@NullMarked
package org.lineageca.hsm.share;

import org.jspecify.annotations.NullMarked;
