/** Whether relying parties can fetch what was signed. */
@NullMarked
package org.lineageca.ca.publication;

import org.jspecify.annotations.NullMarked;
