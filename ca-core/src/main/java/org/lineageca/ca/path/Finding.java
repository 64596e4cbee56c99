package org.lineageca.ca.path;

/**
 * The first thing that is wrong with a path.
 *
 * @param index of the certificate it is about; 0 is the target
 * @param sentence for people
 */
public record Finding(PathReason reason, int index, String sentence) {}
