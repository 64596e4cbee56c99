/**
 * Paper for people: the minutes of a ceremony, made from its record alone and the same to the octet
 * wherever and whenever they are made, and the cards on which custodians keep their shares. PDF
 * (ISO 32000-1), QR codes (ISO/IEC 18004). Pure.
 */
@NullMarked
package org.lineageca.ca.minutes;

import org.jspecify.annotations.NullMarked;
