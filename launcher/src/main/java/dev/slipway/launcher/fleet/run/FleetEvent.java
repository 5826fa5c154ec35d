package dev.slipway.launcher.fleet.run;

import static java.util.Objects.requireNonNull;

import dev.slipway.host.errors.SlipwayException;
import dev.slipway.launcher.instance.record.InstanceId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to a member while its fleet was worked on.
 *
 * @param member what it is called
 * @param instance the instance that it is about, once there is one
 * @param detail more in a few words: the stage it has come to, or why; may be empty
 * @param error what went wrong
 */
public record FleetEvent(Instant time, String member, Happening what, Optional<InstanceId> instance, String detail,
        Optional<SlipwayException> error) {

    public FleetEvent {
        requireNonNull(time, "time");
        requireNonNull(member, "member");
        requireNonNull(what, "what");
        requireNonNull(instance, "instance");
        requireNonNull(detail, "detail");
        requireNonNull(error, "error");
    }

    /** That something happened now. */
    public static FleetEvent of(String member, Happening what, Optional<InstanceId> instance, String detail) {
        return new FleetEvent(Instant.now(), member, what, instance, detail, Optional.empty());
    }

    /** That a member failed now. */
    public static FleetEvent failed(String member, Optional<InstanceId> instance, SlipwayException error) {
        return new FleetEvent(Instant.now(), member, Happening.FAILED, instance, error.code().code(), Optional.of(error));
    }
}
