package dev.slipway.host.libvirt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QemuLogTest {

    private static final String BEGIN = """
            2026-11-27 14:22:44.721+0000: starting up libvirt version: 9.0.0, qemu version: 7.2.22, hostname: vm
            LC_ALL=C \\
            /usr/bin/qemu-system-x86_64 \\
            -name guest=i-1 \\
            -msg timestamp=on
            2026-11-27 14:22:45.000+0000: Domain id=1 is tainted: custom-argv
            char device redirected to /dev/pts/4 (label charserial0)
            """;

    private static QemuLog log(String text) {
        return new QemuLog(Path.of("none"), text);
    }

    @Test
    void whatEveryRunHasIsNoWordOfQemu() {
        QemuLog ended = log(BEGIN + """
                2026-11-27T14:22:50.363643Z qemu-system-x86_64: terminating on signal 15 from pid 3959 (/usr/sbin/libvirtd)
                2026-11-27 14:22:51.769+0000: shutting down, reason=shutdown
                """);
        assertEquals(Optional.empty(), ended.lastWords());
        assertFalse(ended.wasSignalled());
        assertEquals(Optional.empty(), log(BEGIN + "2026-11-27 14:22:51.769+0000: shutting down, reason=crashed\n").lastWords());
        assertEquals(Optional.empty(), log("").lastWords());
    }

    @Test
    void qemuIsQuotedWithoutItsNameAndTheTime() {
        assertEquals(Optional.of("a first line; Unable to open disk; and what follows"), log(BEGIN + """
                2026-11-27T14:22:50.363643Z qemu-system-x86_64: not the last three
                2026-11-27T14:22:50.363643Z qemu-system-x86_64: a first line
                2026-11-27T14:22:50.363643Z qemu-system-x86_64: Unable to open disk
                and what follows
                2026-11-27 14:22:51.769+0000: shutting down, reason=crashed
                """).lastWords());
    }

    @Test
    void theSignalOfSomebodyElseIsToldFromLibvirts() {
        QemuLog killed = log(BEGIN
                + "2026-11-27T14:22:50.363643Z qemu-system-x86_64: terminating on signal 15 from pid 812 (bash)\n");
        assertTrue(killed.wasSignalled());
        assertEquals(Optional.of("terminating on signal 15 from pid 812 (bash)"), killed.lastWords());
    }

    @Test
    void onlyTheLastRunCounts() {
        assertEquals(Optional.empty(), log(BEGIN + "2026-11-27T14:22:50.3Z qemu-system-x86_64: long ago\n" + BEGIN).lastWords());
    }

    @Test
    void aSessionsLogIsInItsUsersCache() {
        assertEquals(Path.of("/var/log/libvirt/qemu"), QemuLog.folder("qemu:///system", Map.of("HOME", "/home/a")));
        assertEquals(Path.of("/home/a/.cache/libvirt/qemu/log"), QemuLog.folder("qemu:///session", Map.of("HOME", "/home/a")));
        assertEquals(Path.of("/c/libvirt/qemu/log"),
                QemuLog.folder("qemu:///session", Map.of("HOME", "/home/a", "XDG_CACHE_HOME", "/c")));
        assertEquals(Path.of("/home/a/.cache/libvirt/qemu/log"),
                QemuLog.folder("qemu:///session", Map.of("HOME", "/home/a", "XDG_CACHE_HOME", "relative")));
    }
}
