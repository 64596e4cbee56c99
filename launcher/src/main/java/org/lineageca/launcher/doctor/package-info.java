/** Named checks of an installation, running or not, each with what to do about it. */
@NullMarked
package org.lineageca.launcher.doctor;

import org.jspecify.annotations.NullMarked;
