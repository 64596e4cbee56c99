package org.lineageca.publisher.publish;

import java.util.List;
import java.util.Optional;

/** What the database offers at one instant. */
public record Offer(List<OfferedGeneration> generations) {

    public Offer {
        generations = List.copyOf(generations);
    }

    Optional<OfferedGeneration> generation(int id) {
        return generations.stream().filter(generation -> generation.id() == id).findFirst();
    }
}
