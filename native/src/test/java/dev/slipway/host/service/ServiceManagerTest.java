package dev.slipway.host.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A service manager hears of us, and what is not for us is left alone. */
@Timeout(60)
class ServiceManagerTest {

    private static final String RECEIVER = "import socket,sys\n"
            + "s=socket.socket(socket.AF_UNIX,socket.SOCK_DGRAM)\n"
            + "s.bind(sys.argv[1].replace('@','\\0',1) if sys.argv[1][0]=='@' else sys.argv[1])\n"
            + "print('bound',flush=True)\n"
            + "print(s.recv(100).decode(),flush=True)\n";

    @TempDir
    private Path folder;

    @Test
    void aManagerIsToldByPathAndByAbstractName() throws Exception {
        assertEquals(ServiceManager.READY, told(folder.resolve("notify").toString()));
        assertEquals(ServiceManager.READY, told("@slipway-test-" + ProcessHandle.current().pid()));
    }

    @Test
    void whereNobodyListensNothingHappens() {
        new ServiceManager(Map.of()).tell(ServiceManager.READY);
        new ServiceManager(Map.of("NOTIFY_SOCKET", folder.resolve("none").toString())).tell(ServiceManager.READY);
        new ServiceManager(Map.of("NOTIFY_SOCKET", "/" + "a".repeat(200))).tell(ServiceManager.READY);
        new ServiceManager(Map.of("NOTIFY_SOCKET", "vsock:2:1234")).tell(ServiceManager.READY);
    }

    @Test
    void aSocketForAnotherProcessIsNotTaken() {
        assertEquals(Optional.empty(), new ServiceManager(Map.of("LISTEN_PID", "1", "LISTEN_FDS", "1")).socket());
        String self = Long.toString(ProcessHandle.current().pid());
        assertEquals(Optional.empty(), new ServiceManager(Map.of("LISTEN_PID", self, "LISTEN_FDS", "0")).socket());
        assertEquals(HostError.FILE_FAILED, assertThrows(HostException.class,
                () -> new ServiceManager(Map.of("LISTEN_PID", self, "LISTEN_FDS", "2")).socket()).kind());
    }

    private static String told(String socket) throws Exception {
        Path script = Files.writeString(Files.createTempFile("receiver", ".py"), RECEIVER);
        Process receiver = new ProcessBuilder("/usr/bin/python3", script.toString(), socket).start();
        try (var said = receiver.inputReader(StandardCharsets.UTF_8)) {
            assertEquals("bound", said.readLine());
            new ServiceManager(Map.of("NOTIFY_SOCKET", socket)).tell(ServiceManager.READY);
            return said.readLine();
        } finally {
            receiver.destroy();
            receiver.waitFor(10, TimeUnit.SECONDS);
            Files.delete(script);
        }
    }
}
