package dev.slipway.host.libvirt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.libvirt.console.ConsoleStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SeaBIOS speaks on the serial console where there is no screen. */
@Timeout(120)
class ConsoleIT {

    private static final byte ESCAPE = 27;

    @Test
    void whatTheGuestWritesIsReadAndWhatIsTypedArrives() throws Exception {
        try (ScratchDomain scratch = speaking()) {
            GuestDomain domain = scratch.start();
            try (ConsoleStream console = domain.console(false)) {
                String seen = readUntil(console, "boot menu", "");
                console.write(new byte[] {ESCAPE}, 0, 1);
                readUntil(console, "Select boot device", seen);
            }
        }
    }

    @Test
    void anotherSessionIsRefusedUnlessForced() throws Exception {
        try (ScratchDomain scratch = speaking()) {
            GuestDomain domain = scratch.start();
            try (ConsoleStream first = domain.console(false)) {
                HostException thrown = assertThrows(HostException.class, () -> domain.console(false));
                assertTrue(thrown.getMessage().contains("console"), thrown::getMessage);
                try (ConsoleStream second = domain.console(true)) {
                    byte[] buffer = new byte[4096];
                    HostException lost = assertThrows(HostException.class, () -> readToEnd(first, buffer));
                    assertTrue(lost.getMessage().contains("lost its console"), lost::getMessage);
                    assertTrue(second.read(buffer, Duration.ofMillis(1)) >= 0);
                }
            }
        }
    }

    @Test
    void theEndOfTheGuestIsTheEndOfTheConsole() throws Exception {
        try (ScratchDomain scratch = speaking()) {
            GuestDomain domain = scratch.start();
            try (ConsoleStream console = domain.console(false)) {
                CompletableFuture<Integer> end = CompletableFuture.supplyAsync(() -> readToEnd(console, new byte[4096]));
                domain.destroy();
                assertEquals(-1, end.get(20, TimeUnit.SECONDS));
            }
        }
    }

    @Test
    void closingEndsAReadAndAnInterruptDoesToo() throws Exception {
        try (ScratchDomain scratch = speaking()) {
            GuestDomain domain = scratch.start();
            ConsoleStream console = domain.console(false);
            CompletableFuture<Integer> end = CompletableFuture.supplyAsync(() -> readToEnd(console, new byte[4096]));
            console.close();
            console.close();
            assertEquals(-1, end.get(20, TimeUnit.SECONDS));
            assertThrows(HostException.class, () -> console.write(new byte[] {ESCAPE}, 0, 1));

            try (ConsoleStream again = domain.console(false)) {
                readUntil(again, "", "");
                Thread.currentThread().interrupt();
                byte[] buffer = new byte[4096];
                HostException thrown = assertThrows(HostException.class, () -> {
                    while (again.read(buffer, Duration.ofSeconds(20)) >= 0) {
                        // What was waiting is read without waiting; the interrupt counts once there is nothing.
                        Thread.currentThread().interrupt();
                    }
                });
                assertEquals(HostError.INTERRUPTED, thrown.kind());
            }
        }
    }

    private static ScratchDomain speaking() throws IOException {
        return new ScratchDomain().qemuArguments("-machine", "graphics=off");
    }

    private static int readToEnd(ConsoleStream console, byte[] buffer) {
        int count;
        do {
            count = console.read(buffer, Duration.ofSeconds(20));
        } while (count > 0);
        return count;
    }

    private static String readUntil(ConsoleStream console, String text, String seen) {
        StringBuilder read = new StringBuilder(seen);
        byte[] buffer = new byte[4096];
        while (read.indexOf(text) < 0) {
            int count = console.read(buffer, Duration.ofSeconds(30));
            if (count <= 0) {
                throw new AssertionError("no \"" + text + "\" in: " + read);
            }
            read.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
        }
        return read.substring(read.indexOf(text) + text.length());
    }
}
