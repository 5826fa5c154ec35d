package dev.slipway.launcher.cli.syntax;

/** Turns a word of the command line into a value. */
@FunctionalInterface
public interface ValueReader<T> {

    /**
     * Reads one word.
     *
     * @throws IllegalArgumentException with half a sentence about what is wrong, such as {@code "'5x' is no duration"}
     */
    T read(String text);
}
