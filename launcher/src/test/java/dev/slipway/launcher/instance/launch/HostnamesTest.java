package dev.slipway.launcher.instance.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.record.InstanceId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What guests are called. */
class HostnamesTest {

    private static final InstanceId ID = InstanceId.next();

    @Test
    void aGuestWithoutANameIsCalledAsItsInstance() {
        assertEquals(ID.value(), Hostnames.of(Optional.empty(), ID, 3, 9));
    }

    @Test
    void oneGuestHasTheNameAndSeveralAreCounted() {
        assertEquals("web", Hostnames.of(Optional.of("web"), ID, 0, 1));
        assertEquals("web-4", Hostnames.of(Optional.of("web"), ID, 4, 5));
        assertEquals("web-0.lab.example", Hostnames.of(Optional.of("web.lab.example"), ID, 0, 2));
    }

    @Test
    void aNameThatIsNoneIsRefused() {
        for (String name : new String[] {"", "two words", "-web", "web_1", "a".repeat(64), "web..lab"}) {
            assertEquals(LauncherError.INVALID_PARAMETER_VALUE, assertThrows(LauncherException.class,
                    () -> Hostnames.of(Optional.of(name), ID, 0, 1), name).code(), name);
        }
    }
}
