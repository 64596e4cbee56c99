package org.lineageca.ca.exchange;

import org.lineageca.octets.Octets;

/**
 * A file as the manifest lists it.
 *
 * @param length in octets
 */
public record ContentFile(String name, Octets sha256, long length) {

    public ContentFile {
        FileName.require(name);
    }

    static ContentFile of(String name, Octets content) {
        return new ContentFile(name, content.sha256(), content.length());
    }
}
