package dev.slipway.launcher.cli.syntax;

/** A word without a name, known by its place: {@code IMAGE} in {@code slipway run IMAGE}. */
public final class Argument<T> extends Parameter<T> {

    /** As {@code most}: any number. */
    public static final int ANY = Integer.MAX_VALUE;

    private final int least;
    private final int most;

    Argument(String label, int least, int most, ValueReader<T> reader, String description) {
        super(label, description, reader);
        this.least = least;
        this.most = most;
    }

    /** How many words it needs. */
    public int least() {
        return least;
    }

    /** How many words it takes. */
    public int most() {
        return most;
    }

    /** The value of an argument that cannot be left out. */
    public T required() {
        return value().orElseThrow(() -> new IllegalStateException(label() + " is not required by its command"));
    }

    @Override
    boolean repeatable() {
        return most > 1;
    }

    @Override
    String title() {
        return label();
    }
}
