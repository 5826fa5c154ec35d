package dev.slipway.launcher.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.errors.ExitCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LauncherErrorTest {

    @Test
    void everyCodeIsAWordAScriptCanMatchAndNoneIsUsedTwice() {
        Set<String> seen = new HashSet<>();
        for (LauncherError error : LauncherError.values()) {
            assertTrue(error.code().matches("[A-Z][A-Za-z]+(\\.[A-Z][A-Za-z]+)?"), error.code());
            assertTrue(seen.add(error.code()), error.code() + " twice");
        }
    }

    @Test
    void everyReadinessVerdictHasAnExitCodeOfItsOwn() {
        List<Integer> numbers = new ArrayList<>();
        for (LauncherError error : LauncherError.values()) {
            int number = error.exit().number();
            // A volume that a guest does not let go in time is no verdict on the guest.
            boolean verdict = error != LauncherError.VOLUME_BUSY;
            if (verdict && number >= ExitCode.TIMED_OUT.number() && number <= ExitCode.QEMU_DIED.number()) {
                numbers.add(number);
            }
        }
        assertEquals(List.of(10, 11, 12, 13, 14, 15, 16, 17, 18, 19), numbers);
    }
}
