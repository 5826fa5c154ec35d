package dev.slipway.host.libvirt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.libvirt.console.Screenshot;
import dev.slipway.host.libvirt.device.DeviceScope;
import dev.slipway.host.libvirt.event.DeviceRemovedEvent;
import dev.slipway.host.libvirt.event.DomainEvent;
import dev.slipway.host.libvirt.event.EventSubscription;
import dev.slipway.host.libvirt.event.LifecycleDetail;
import dev.slipway.host.libvirt.event.LifecycleEvent;
import dev.slipway.host.libvirt.event.RebootEvent;
import dev.slipway.host.libvirt.stats.DomainStats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real QEMU without anything to boot. */
@Timeout(120)
class DomainLifeIT {

    @Test
    void aDomainLivesAndDiesWithItsEvents() throws Exception {
        BlockingQueue<LifecycleEvent> events = new LinkedBlockingQueue<>();
        try (ScratchDomain scratch = new ScratchDomain();
                EventSubscription subscription = scratch.hypervisor.onLifecycle(event -> {
                    if (event.domain().equals(scratch.name)) {
                        events.add(event);
                    }
                })) {
            GuestDomain domain = scratch.define();
            assertTrue(domain.start());
            assertFalse(domain.start(), "a second start finds it running");
            assertEquals(new DomainStatus(DomainState.RUNNING, StateReason.RUNNING_BOOTED), domain.status());
            domain.reset();
            domain.destroyGracefully();
            domain.destroy();
            assertEquals(new DomainStatus(DomainState.SHUT_OFF, StateReason.SHUT_OFF_DESTROYED), domain.status());
            awaitDetail(events, LifecycleDetail.DEFINED_ADDED);
            awaitDetail(events, LifecycleDetail.STARTED_BOOTED);
            awaitDetail(events, LifecycleDetail.STOPPED_DESTROYED);
            assertFalse(subscription.toString().isEmpty());
        }
    }

    @Test
    void qemuThatDiesAtStartIsToldInItsOwnWords() throws Exception {
        try (ScratchDomain scratch = new ScratchDomain().qemuArguments("-bogus")) {
            GuestDomain domain = scratch.define();
            HostException thrown = assertThrows(HostException.class, domain::start);
            assertEquals(HostError.QEMU_DIED, thrown.kind());
            assertEquals("QEMU died while the domain '" + scratch.name + "' was started: -bogus: invalid option.", thrown.getMessage());
            assertEquals(DomainState.SHUT_OFF, domain.status().state());
        }
    }

    @Test
    void aDeviceThatQemuRefusesIsToldInItsOwnWords() throws Exception {
        try (ScratchDomain scratch = new ScratchDomain().qemuArguments("-device", "nonesuch")) {
            HostException thrown = assertThrows(HostException.class, scratch::start);
            assertEquals(HostError.QEMU_DIED, thrown.kind());
            assertTrue(thrown.getMessage().contains("nonesuch") && !thrown.getMessage().contains("monitor"), thrown::getMessage);
        }
    }

    @Test
    void aMissingDiskIsLibvirtsFailure() throws Exception {
        try (ScratchDomain scratch = new ScratchDomain()) {
            scratch.device("<disk type='file'><driver type='qcow2'/><source file='" + scratch.folder
                    + "/none.qcow2'/><target dev='vda' bus='virtio'/></disk>");
            HostException thrown = assertThrows(HostException.class, scratch::start);
            assertEquals(HostError.HYPERVISOR_FAILED, thrown.kind());
            assertTrue(thrown.getMessage().contains("none.qcow2"), thrown::getMessage);
        }
    }

    @Test
    void aBrokenDiskIsQemusFailureOrLibvirts() throws Exception {
        try (ScratchDomain scratch = new ScratchDomain()) {
            Path disk = scratch.disk();
            Files.writeString(disk, "no qcow2 at all");
            HostException thrown = assertThrows(HostException.class, scratch::start);
            assertEquals(HostError.QEMU_DIED, thrown.kind());
            assertTrue(thrown.getMessage().contains("not in qcow2 format"), thrown::getMessage);
        }
    }

    @Test
    void aQemuThatIsKilledIsACrash() throws Exception {
        BlockingQueue<LifecycleEvent> events = new LinkedBlockingQueue<>();
        try (ScratchDomain scratch = new ScratchDomain();
                EventSubscription subscription = scratch.hypervisor.onLifecycle(event -> {
                    if (event.domain().equals(scratch.name)) {
                        events.add(event);
                    }
                })) {
            GuestDomain domain = scratch.start();
            ProcessHandle qemu = ProcessHandle.allProcesses()
                    .filter(process -> process.info().commandLine().orElse("").contains("guest=" + scratch.name + ","))
                    .findFirst().orElseThrow();
            qemu.destroyForcibly();
            awaitDetail(events, LifecycleDetail.STOPPED_FAILED);
            assertEquals(new DomainStatus(DomainState.SHUT_OFF, StateReason.SHUT_OFF_CRASHED), domain.status());
            assertFalse(subscription.toString().isEmpty());
        }
    }

    @Test
    void aRunningDomainIsMeasured() throws Exception {
        try (ScratchDomain scratch = new ScratchDomain()) {
            Path disk = scratch.disk();
            GuestDomain domain = scratch.start();
            DomainStats stats = domain.stats();
            assertEquals(scratch.name, stats.domain());
            assertEquals(DomainState.RUNNING, stats.status().state());
            assertEquals(32L << 20, stats.maximumMemoryBytes());
            assertEquals(1, stats.vcpus());
            assertTrue(stats.cpuTimeNanos() > 0 && stats.residentBytes() > 0, stats::toString);
            assertEquals(1, stats.disks().size());
            assertEquals("vda", stats.disks().get(0).target());
            assertEquals(disk.toString(), stats.disks().get(0).path().orElseThrow());
            assertEquals(4L << 20, stats.disks().get(0).capacityBytes());
            assertTrue(scratch.hypervisor.stats().stream().anyMatch(all -> all.domain().equals(scratch.name)));
        }
    }

    @Test
    void devicesComeAndChangeAndGo() throws Exception {
        try (ScratchDomain scratch = new ScratchDomain()) {
            scratch.device("<disk type='file' device='cdrom'><target dev='hdc' bus='ide'/></disk>");
            GuestDomain domain = scratch.start();
            Path medium = Files.createFile(scratch.folder.resolve("medium.iso"));
            // The firmware looks into the drive as it starts, and would close the tray between libvirt's two steps.
            domain.suspend();
            domain.devices().update("<disk type='file' device='cdrom'><driver type='raw'/><source file='" + medium
                    + "'/><target dev='hdc' bus='ide'/></disk>", DeviceScope.LIVE);
            assertEquals(medium, domain.disks().chain("hdc").get(0));
            domain.resume();

            Path extra = scratch.folder.resolve("extra.qcow2");
            ScratchDomain.command("qemu-img", "create", "-q", "-f", "qcow2", extra.toString(), "1M");
            String disk = "<disk type='file'><driver type='qcow2'/><source file='" + extra + "'/><target dev='vdb' bus='virtio'/></disk>";
            domain.devices().attach(disk, DeviceScope.LIVE_AND_CONFIG);
            assertEquals(extra, domain.disks().chain("vdb").get(0));
            assertTrue(domain.definedXml().contains("vdb"));
            domain.devices().detach(disk, DeviceScope.CONFIG);
            assertFalse(domain.definedXml().contains("vdb"));

            HostException thrown = assertThrows(HostException.class, () -> domain.devices().attach(disk, DeviceScope.LIVE));
            assertEquals(HostError.HYPERVISOR_FAILED, thrown.kind());
        }
    }

    @Test
    void aResetAndADeviceThatWentAreTold() throws Exception {
        BlockingQueue<DomainEvent> events = new LinkedBlockingQueue<>();
        try (ScratchDomain scratch = new ScratchDomain();
                EventSubscription reboots = scratch.hypervisor.events().onReboot(events::add);
                EventSubscription agents = scratch.hypervisor.events().onAgent(events::add);
                EventSubscription errors = scratch.hypervisor.events().onDiskError(events::add);
                EventSubscription removals = scratch.hypervisor.events().onDeviceRemoved(events::add)) {
            scratch.device("<controller type='usb' model='piix3-uhci'/>");
            GuestDomain domain = scratch.start();
            // USB devices go without the guest's consent.
            String tablet = "<input type='tablet' bus='usb'><alias name='ua-tablet'/></input>";
            domain.devices().attach(tablet, DeviceScope.LIVE);
            domain.devices().detach(tablet, DeviceScope.LIVE);
            await(events, event -> event.equals(new DeviceRemovedEvent(scratch.name, domain.uuid(), "ua-tablet")));
            domain.reset();
            await(events, event -> event instanceof RebootEvent && event.domain().equals(scratch.name));
            assertEquals(4, Set.of(reboots, agents, errors, removals).size());
        }
    }

    @Test
    void aScreenIsShown() throws Exception {
        try (ScratchDomain scratch = new ScratchDomain()) {
            scratch.device("<video><model type='vga'/></video>");
            Screenshot screenshot = scratch.start().screenshot();
            assertTrue(screenshot.mimeType().startsWith("image/"), screenshot::mimeType);
            assertTrue(screenshot.image().length > 500, () -> "bytes: " + screenshot.image().length);
        }
    }

    @Test
    void aGuestWithoutAnAgentIsToldApart() throws Exception {
        try (ScratchDomain scratch = new ScratchDomain()) {
            scratch.device("<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>");
            GuestDomain domain = scratch.start();
            assertEquals(HostError.AGENT_UNAVAILABLE, assertThrows(HostException.class, () -> domain.agent().ping()).kind());
            assertEquals(HostError.AGENT_UNAVAILABLE, assertThrows(HostException.class, () -> domain.fileSystems().freeze()).kind());
            assertEquals(HostError.AGENT_UNAVAILABLE, assertThrows(HostException.class, domain::guestInfo).kind());
        }
        try (ScratchDomain scratch = new ScratchDomain()) {
            GuestDomain domain = scratch.start();
            assertEquals(HostError.AGENT_UNAVAILABLE, assertThrows(HostException.class, () -> domain.agent().ping()).kind());
        }
    }

    @Test
    void metadataAndAutostartGoWithTheDefinition() throws Exception {
        try (ScratchDomain scratch = new ScratchDomain()) {
            GuestDomain domain = scratch.start();
            domain.setMetadata("slipway", "https://slipway.dev/test", "<instance id='i-1'/>");
            assertTrue(domain.definedXml().contains("i-1") && domain.xml().contains("i-1"));
            domain.setAutostart(true);
            assertTrue(domain.autostarts());
            domain.setAutostart(false);
            assertFalse(domain.autostarts());
        }
    }

    private static void awaitDetail(BlockingQueue<LifecycleEvent> events, LifecycleDetail detail) throws InterruptedException {
        await(events, event -> event.detail() == detail);
    }

    private static <E> void await(BlockingQueue<E> events, Predicate<E> wanted) throws InterruptedException {
        E event;
        do {
            event = events.poll(20, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("the event did not arrive");
            }
        } while (!wanted.test(event));
    }
}
