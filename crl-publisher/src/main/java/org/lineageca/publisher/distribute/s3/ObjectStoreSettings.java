package org.lineageca.publisher.distribute.s3;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where an object store is.
 *
 * @param name what operators call it
 * @param endpoint null for Amazon's own in the region
 * @param prefix goes before each path; empty or ending with a slash
 * @param pathStyle whether the bucket is named in the path, not in the host name
 * @param trustFile PEM certificates the server's must chain to; null for the JDK's
 */
public record ObjectStoreSettings(
        String name,
        @Nullable URI endpoint,
        String region,
        String bucket,
        String prefix,
        boolean pathStyle,
        KeyFiles keys,
        @Nullable Path trustFile) {

    /** The files the access key lies in; white space around it does not count. */
    public record KeyFiles(Path accessKey, Path secretKey) {}
}
