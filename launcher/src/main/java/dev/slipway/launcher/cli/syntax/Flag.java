package dev.slipway.launcher.cli.syntax;

import java.util.List;

/** An option without a value: {@code --dry-run}. */
public final class Flag extends Parameter<Boolean> {

    private final List<String> names;

    Flag(List<String> names, String description) {
        super("", description, Boolean::valueOf);
        this.names = names;
    }

    /** Its names with their dashes, the shortest first. */
    public List<String> names() {
        return names;
    }

    @Override
    boolean repeatable() {
        return false;
    }

    @Override
    String title() {
        return names.get(names.size() - 1);
    }
}
