package dev.slipway.host.libvirt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartFailureTest {

    @Test
    void qemusWordsAreFoundInLibvirtsMessage() {
        String words = """
                internal error: process exited while connecting to monitor: 2026-11-20T16:24:01.123456Z qemu-system-x86_64: -bogus: invalid option""";
        assertTrue(StartFailure.isDeath(words));
        assertEquals("-bogus: invalid option", StartFailure.qemuWords(words));
    }

    @Test
    void severalLinesBecomeOneSentence() {
        String words = """
                internal error: qemu unexpectedly closed the monitor: 2026-11-20T16:24:01Z qemu-system-x86_64: warning: slow
                2026-11-20T16:24:01Z qemu-system-x86_64: cannot set up guest memory 'pc.ram': Cannot allocate memory.""";
        assertEquals("warning: slow; cannot set up guest memory 'pc.ram': Cannot allocate memory", StartFailure.qemuWords(words));
    }

    @Test
    void aLineWithoutANameGoesOnFromTheOneBefore() {
        String words = """
                internal error: process exited while connecting to monitor: Could not access KVM kernel module: Permission denied
                2026-11-20T16:24:01Z qemu-system-x86_64: failed to initialize kvm: Permission denied
                try another accelerator""";
        assertEquals("failed to initialize kvm: Permission denied; try another accelerator", StartFailure.qemuWords(words));
    }

    @Test
    void aSilentDeathKeepsLibvirtsWords() {
        String words = "Unable to read from monitor: Connection reset by peer";
        assertTrue(StartFailure.isDeath(words));
        assertEquals(words, StartFailure.qemuWords(words));
    }

    @Test
    void aFailureOfLibvirtIsNoDeath() {
        assertFalse(StartFailure.isDeath("Cannot access storage file '/nowhere.qcow2': No such file or directory"));
    }

    @Test
    void theLogThatLibvirtNamesIsReadForTheReader(@TempDir Path folder) throws IOException {
        Path log = Files.writeString(folder.resolve("i-1-swtpm.log"), """
                Starting vTPM manufacturing as tss:tss @ Fri 27 Nov 2026 06:27:13 PM UTC
                Could not create temporary directory for certs: Permission denied
                An error occurred. Authoring the TPM state failed.
                Ending vTPM manufacturing @ Fri 27 Nov 2026 06:27:13 PM UTC
                """);
        String words = "internal error: Could not run '/usr/bin/swtpm_setup'. exitstatus: 1; Check error log '" + log + "' for details.";
        assertEquals(", since 'Could not create temporary directory for certs: Permission denied"
                + " An error occurred. Authoring the TPM state failed.'", StartFailure.wordsOfNamedLog(words));
        Files.delete(log);
        assertEquals("", StartFailure.wordsOfNamedLog(words));
        assertEquals("", StartFailure.wordsOfNamedLog("internal error: out of memory"));
    }
}
