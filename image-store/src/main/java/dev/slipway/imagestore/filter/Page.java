package dev.slipway.imagestore.filter;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param items what is on it
 * @param nextToken what to ask for the next page with; empty when there is none
 */
public record Page<T>(List<T> items, Optional<String> nextToken) {

    public Page {
        items = List.copyOf(items);
    }
}
