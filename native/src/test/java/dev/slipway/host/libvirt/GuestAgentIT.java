package dev.slipway.host.libvirt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.libvirt.agent.CommandResult;
import dev.slipway.host.libvirt.agent.GuestAgent;
import dev.slipway.host.libvirt.disk.DiskSnapshot;
import dev.slipway.host.libvirt.disk.SnapshotOption;
import dev.slipway.host.libvirt.event.EventSubscription;
import dev.slipway.host.libvirt.event.LifecycleChange;
import dev.slipway.host.libvirt.network.AddressSource;
import dev.slipway.host.libvirt.network.GuestInterface;
import dev.slipway.host.qemu.DiskFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The tiny guest, which runs the agent. */
@Timeout(240)
class GuestAgentIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final byte[] NOTHING = {};

    @Test
    void theAgentRunsProgramsFreezesAndShutsDown() throws Exception {
        CountDownLatch connected = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        try (ScratchDomain scratch = new ScratchDomain().tinyGuest()
                        .device("<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>")
                        .device("<interface type='user'><model type='virtio'/></interface>");
                EventSubscription agents = scratch.hypervisor.events().onAgent(event -> {
                    if (event.domain().equals(scratch.name) && event.connected()) {
                        connected.countDown();
                    }
                });
                EventSubscription lifecycle = scratch.hypervisor.onLifecycle(event -> {
                    if (event.domain().equals(scratch.name) && event.change() == LifecycleChange.STOPPED) {
                        stopped.countDown();
                    }
                })) {
            GuestDomain domain = scratch.start();
            assertTrue(connected.await(120, TimeUnit.SECONDS), "the agent connects");
            runPrograms(domain.agent());
            assertEquals("tiny", domain.guestInfo().hostname().orElseThrow());
            assertTrue(domain.interfaces(AddressSource.AGENT).stream().map(GuestInterface::name).toList().contains("lo"));

            assertEquals(1, domain.fileSystems().freeze());
            assertEquals(1, domain.fileSystems().thaw());
            Path overlay = scratch.folder.resolve("overlay.qcow2");
            domain.disks().snapshot(List.of(new DiskSnapshot("vda", overlay, DiskFormat.QCOW2)), Set.of(SnapshotOption.QUIESCE));
            assertEquals(overlay, domain.disks().chain("vda").get(0));

            domain.shutdown(ShutdownMode.AGENT);
            assertTrue(stopped.await(60, TimeUnit.SECONDS), "the guest powers itself off");
            assertEquals(2, Set.of(agents, lifecycle).size());
        }
    }

    private static void runPrograms(GuestAgent agent) {
        agent.ping();
        CommandResult copied = agent.exec(List.of("cat"), "grün".getBytes(StandardCharsets.UTF_8), SOON);
        assertEquals("grün", copied.stdoutText());
        assertEquals(0, copied.exit());
        CommandResult failed = agent.exec(List.of("ls", "/nonesuch"), NOTHING, SOON);
        assertTrue(failed.exit() != 0 && failed.stderrText().contains("/nonesuch"), failed::stderrText);
        HostException thrown = assertThrows(HostException.class, () -> agent.exec(List.of("/nonesuch"), NOTHING, SOON));
        assertEquals(HostError.HYPERVISOR_FAILED, thrown.kind());
        thrown = assertThrows(HostException.class, () -> agent.exec(List.of("sleep", "60"), NOTHING, Duration.ofMillis(500)));
        assertEquals(HostError.PROGRAM_TIMED_OUT, thrown.kind());
    }
}
