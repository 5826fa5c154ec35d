package dev.slipway.launcher.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForwardRequestTest {

    @Test
    void theHostsPortComesFirst() {
        assertEquals(new ForwardRequest(Optional.of(8080), 80), ForwardRequest.parse("8080:80"));
    }

    @Test
    void oneNumberIsTheGuests() {
        assertEquals(new ForwardRequest(Optional.empty(), 443), ForwardRequest.parse("443"));
    }

    @Test
    void whateverIsNoPortIsRefusedWithAnExample() {
        for (String text : List.of("", ":", "80:", ":80", "0:80", "80:65536", "a:80", "+1:80", "1:2:3", "80,hostfwd=x:1",
                "-1", "99999999999", "8080:80/udp")) {
            LauncherException e = assertThrows(LauncherException.class, () -> ForwardRequest.parse(text), text);
            assertEquals(LauncherError.INVALID_PARAMETER_VALUE, e.code());
        }
    }
}
