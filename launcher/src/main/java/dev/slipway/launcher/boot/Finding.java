package dev.slipway.launcher.boot;

import static java.util.Objects.requireNonNull;

/** What a look of a {@link Probe} found. */
public sealed interface Finding {

    /** No answer so far. */
    Finding NOT_YET = new NotYet();

    /** The guest is there. */
    Finding THERE = new There();

    /** No answer so far. */
    record NotYet() implements Finding {
    }

    /** The guest is there. */
    record There() implements Finding {
    }

    /**
     * The guest will not come there.
     *
     * @param detail the guest's own words, or what was seen
     */
    record Lost(FailureCause cause, String detail) implements Finding {
        public Lost {
            requireNonNull(cause, "cause");
            requireNonNull(detail, "detail");
        }
    }
}
