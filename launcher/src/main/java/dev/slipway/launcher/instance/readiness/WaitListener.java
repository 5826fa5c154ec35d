package dev.slipway.launcher.instance.readiness;

import dev.slipway.launcher.boot.Verdict;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.record.InstanceId;
import java.util.Optional;

/** Told what happens while instances are waited for, by several threads. */
public interface WaitListener {

    /** Listens to nothing. */
    WaitListener NONE = new WaitListener() { };

    /** What a guest prints, Latin-1 as it was read. */
    default void console(InstanceId id, String text) {
    }

    /**
     * How the wait for one instance ended; not called for those whose waits were ended because another one failed.
     *
     * @param error what is thrown of it, where the guest failed
     */
    default void verdict(InstanceId id, Verdict verdict, Optional<LauncherException> error) {
    }
}
