/**
 * What happened, for auditors: one record per kind of event, committed with the change it
 * describes.
 */
@NullMarked
package org.lineageca.ca.audit;

import org.jspecify.annotations.NullMarked;
