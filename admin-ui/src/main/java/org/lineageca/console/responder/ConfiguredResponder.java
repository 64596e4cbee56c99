package org.lineageca.console.responder;

import io.micronaut.context.annotation.EachProperty;
import java.net.URI;

/**
 * A responder the console watches.
 *
 * @param name what the launcher calls it
 * @param metricsUrl where its operators' pages are
 */
@EachProperty(value = "lineage.responders", list = true)
public record ConfiguredResponder(String name, URI metricsUrl) {}
