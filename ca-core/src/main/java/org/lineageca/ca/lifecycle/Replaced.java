package org.lineageca.ca.lifecycle;

import org.lineageca.ca.revocation.ListedCertificate;

/**
 * The certificate that another one takes the place of, with the list by which it does. What is on
 * record of it is committed with the intent: a list never brings about two for one.
 */
public record Replaced(long batch, ListedCertificate certificate) {}
