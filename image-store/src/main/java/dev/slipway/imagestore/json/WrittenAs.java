package dev.slipway.imagestore.json;

/**
 * A record that is written in the form of another one. It has a public static method {@code of} that makes it from that
 * form again.
 *
 * @param <F> the other record
 */
public interface WrittenAs<F extends Record> {

    /** This, in that form. */
    F form();
}
