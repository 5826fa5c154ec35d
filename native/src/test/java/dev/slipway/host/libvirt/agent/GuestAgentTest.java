package dev.slipway.host.libvirt.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuestAgentTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final List<String> sent = new ArrayList<>();

    private GuestAgent answering(String... answers) {
        Iterator<String> next = List.of(answers).iterator();
        return new GuestAgent("web", (command, seconds) -> {
            sent.add(command);
            return next.next();
        });
    }

    @Test
    void aProgramIsRunToItsEnd() {
        GuestAgent agent = answering("{\"return\":{\"pid\":42}}", "{\"return\":{\"exited\":false}}",
                "{\"return\":{\"exited\":true,\"exitcode\":3,\"out-data\":\"" + base64("grün\n") + "\",\"err-data\":\"" + base64("no") + "\"}}");
        CommandResult result = agent.exec(List.of("/bin/cat", "-u", "a \"b\""), "in".getBytes(StandardCharsets.UTF_8), SOON);
        assertEquals(3, result.exit());
        assertEquals("grün\n", result.stdoutText());
        assertEquals("no", result.stderrText());
        assertFalse(result.truncated());
        assertEquals("{\"execute\":\"guest-exec\",\"arguments\":{\"path\":\"/bin/cat\",\"capture-output\":true,"
                + "\"arg\":[\"-u\",\"a \\\"b\\\"\"],\"input-data\":\"aW4=\"}}", sent.get(0));
        assertEquals("{\"execute\":\"guest-exec-status\",\"arguments\":{\"pid\":42}}", sent.get(1));
        assertEquals(3, sent.size());
    }

    @Test
    void aSignalIsCountedAsAShellDoes() {
        GuestAgent agent = answering("{\"return\":{\"pid\":1}}", "{\"return\":{\"exited\":true,\"signal\":9,\"out-truncated\":true}}");
        CommandResult result = agent.exec(List.of("x"), new byte[0], SOON);
        assertEquals(137, result.exit());
        assertArrayEquals(new byte[0], result.stdout());
        assertTrue(result.truncated());
    }

    @Test
    void aProgramThatDoesNotEndTimesOut() {
        GuestAgent agent = new GuestAgent("web", (command, seconds) ->
                command.contains("status") ? "{\"return\":{\"exited\":false}}" : "{\"return\":{\"pid\":1}}");
        HostException thrown = assertThrows(HostException.class,
                () -> agent.exec(List.of("sleep", "9"), new byte[0], Duration.ofMillis(20)));
        assertEquals(HostError.PROGRAM_TIMED_OUT, thrown.kind());
        assertTrue(thrown.getMessage().contains("sleep") && thrown.getMessage().contains("'web'"), thrown::getMessage);
    }

    @Test
    void anInterruptEndsTheWait() {
        GuestAgent agent = new GuestAgent("web", (command, seconds) ->
                command.contains("status") ? "{\"return\":{\"exited\":false}}" : "{\"return\":{\"pid\":1}}");
        Thread.currentThread().interrupt();
        HostException thrown = assertThrows(HostException.class, () -> agent.exec(List.of("sleep"), new byte[0], SOON));
        assertEquals(HostError.INTERRUPTED, thrown.kind());
    }

    @Test
    void pingAndVersionSpeakTheProtocol() {
        GuestAgent agent = answering("{\"return\":{}}", "{\"return\":{\"version\":\"7.2\"}}");
        agent.ping();
        assertEquals("7.2", agent.version());
        assertEquals(List.of("{\"execute\":\"guest-ping\"}", "{\"execute\":\"guest-info\"}"), sent);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
