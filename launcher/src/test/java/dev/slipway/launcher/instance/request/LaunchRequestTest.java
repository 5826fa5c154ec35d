package dev.slipway.launcher.instance.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a launch may ask for. */
class LaunchRequestTest {

    @ParameterizedTest
    @CsvSource({"0, 1", "2, 1", "1, 1001", "-1, -1"})
    void countsThatAreNoneAreRefused(int least, int most) {
        LauncherException e = assertThrows(LauncherException.class, () -> request(least, most, "t"));
        assertEquals(LauncherError.INVALID_PARAMETER_VALUE, e.code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "ümlaut", "tab\t",
        "12345678901234567890123456789012345678901234567890123456789012345"})
    void aTokenThatIsNoneIsRefused(String token) {
        LauncherException e = assertThrows(LauncherException.class, () -> request(1, 1, token));
        assertEquals(LauncherError.INVALID_PARAMETER_VALUE, e.code());
    }

    @Test
    void theLongestTokenIsTaken() {
        assertEquals(64, request(1, 1000, "x".repeat(64)).clientToken().orElseThrow().length());
    }

    private static LaunchRequest request(int least, int most, String token) {
        return new LaunchRequest(LaunchSpec.NOTHING, Optional.empty(), least, most, Optional.of(token), false);
    }
}
