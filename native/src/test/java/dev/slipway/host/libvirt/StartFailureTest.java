package dev.slipway.host.libvirt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

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
}
