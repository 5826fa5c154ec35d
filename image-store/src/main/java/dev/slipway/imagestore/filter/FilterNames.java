package dev.slipway.imagestore.filter;

import java.util.List;
import java.util.Optional;

/** The filters that one kind of document can be found by. */
public interface FilterNames<T> {

    /** How the filter with this name is answered; empty for a name that is none. */
    Optional<FilterRule<T>> rule(String name);

    /** Every name, {@code tag:KEY} for those with a tag's key in them; for help and for who mistyped one. */
    List<String> names();
}
