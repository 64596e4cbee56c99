/** Acts: what officers proposed, approved and withdrew. */
@NullMarked
package org.lineageca.console.act;

import org.jspecify.annotations.NullMarked;
