package org.lineageca.ca.exchange.courier;

import java.util.List;
import org.lineageca.ca.exchange.ExchangePackage;

/**
 * A package that came and passed: it may be taken, or was.
 *
 * @param partner the sender's name
 * @param contents the acts it asks for, or the ceremonies whose results it brings
 */
public record Arrived<T>(String partner, ExchangePackage exchanged, List<T> contents) {
    public Arrived {
        contents = List.copyOf(contents);
    }
}
