/** Commands for who checks the audit log. */
@NullMarked
package org.lineageca.launcher.command.audit;

import org.jspecify.annotations.NullMarked;
