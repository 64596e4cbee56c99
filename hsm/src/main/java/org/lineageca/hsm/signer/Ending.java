package org.lineageca.hsm.signer;

/**
 * Why the signer ends.
 *
 * @param why for those who still ask
 */
record Ending(ExitStatus status, String why) {}
