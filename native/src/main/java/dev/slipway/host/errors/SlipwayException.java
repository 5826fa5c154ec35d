package dev.slipway.host.errors;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * An error a user may meet: a stable code, one sentence that names the object, and a hint where there is one.
 * Everything else that is thrown is a defect of Slipway. Each module has its own subclass.
 */
public abstract class SlipwayException extends RuntimeException {

    private final transient ErrorCode code;
    private final String hint;

    protected SlipwayException(ErrorCode code, String sentence, String hint, Throwable cause) {
        super(requireNonNull(sentence, "sentence"), cause);
        this.code = requireNonNull(code, "code");
        this.hint = hint;
    }

    /** The kind of error. */
    public ErrorCode code() {
        return code;
    }

    /** What the user can do about it, as a sentence or a command. */
    public Optional<String> hint() {
        return Optional.ofNullable(hint);
    }
}
