package org.lineageca.console.publisher;

import io.micronaut.context.annotation.EachProperty;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A publisher the console watches.
 *
 * @param name what the launcher calls it
 * @param operatorUrl where its operators' pages are
 * @param orderKeyFile holds what orders to it are sealed with; null where it is not told anything
 */
@EachProperty(value = "lineage.publishers", list = true)
public record ConfiguredPublisher(String name, URI operatorUrl, @Nullable Path orderKeyFile) {}
