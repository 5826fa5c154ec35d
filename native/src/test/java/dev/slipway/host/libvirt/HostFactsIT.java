package dev.slipway.host.libvirt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.libvirt.capability.DomainCapabilities;
import dev.slipway.host.libvirt.capability.GuestSupport;
import dev.slipway.host.libvirt.event.ConnectionLoss;
import dev.slipway.host.libvirt.network.DhcpLease;
import dev.slipway.host.libvirt.network.GuestAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The QEMU driver's own answers. */
@Timeout(120)
class HostFactsIT {

    @Test
    void theSystemDaemonIsChosenWhereItAnswers() {
        assertEquals(HypervisorUri.SYSTEM, HypervisorUri.choose());
        try (Hypervisor hypervisor = Hypervisor.connect()) {
            assertEquals(HypervisorUri.SYSTEM, hypervisor.uri());
            assertTrue(hypervisor.hypervisorVersion().startsWith("QEMU "), hypervisor::hypervisorVersion);
        }
    }

    @Test
    void aDaemonThatGoesAwayIsUnreachable(@TempDir Path folder) throws Exception {
        try (CutConnection line = new CutConnection(folder); Hypervisor hypervisor = Hypervisor.connectWithEvents(line.uri())) {
            assertTrue(hypervisor.isAlive());
            hypervisor.domains();
            line.cut();
            HostException thrown = assertThrows(HostException.class, hypervisor::domains);
            assertEquals(HostError.HYPERVISOR_UNREACHABLE, thrown.kind(), thrown::getMessage);
            assertEquals("slipway doctor", thrown.hint().orElseThrow());
            assertFalse(hypervisor.isAlive());
        }
    }

    @Test
    void whoListensIsToldThatTheDaemonIsGone(@TempDir Path folder) throws Exception {
        CountDownLatch lost = new CountDownLatch(1);
        try (CutConnection line = new CutConnection(folder); Hypervisor hypervisor = Hypervisor.connectWithEvents(line.uri());
                ConnectionLoss loss = hypervisor.onLost(lost::countDown)) {
            assertFalse(lost.await(300, TimeUnit.MILLISECONDS), "it is there");
            line.cut();
            assertTrue(lost.await(10, TimeUnit.SECONDS), "it is gone");
            assertSame(loss, loss);
        }
    }

    @Test
    void lossIsNotToldWithoutEvents() {
        try (Hypervisor hypervisor = Hypervisor.connect()) {
            assertThrows(IllegalStateException.class, () -> hypervisor.onLost(() -> { }));
        }
    }

    @Test
    void aDaemonThatHangsUpAtOnceIsUnreachable(@TempDir Path folder) throws Exception {
        Path socket = folder.resolve("libvirt-sock");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(socket))) {
            CompletableFuture<Void> hangUp = CompletableFuture.runAsync(() -> {
                try {
                    server.accept().close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            HostException thrown = assertThrows(HostException.class,
                    () -> Hypervisor.connect("qemu+unix:///system?socket=" + socket));
            assertEquals(HostError.HYPERVISOR_UNREACHABLE, thrown.kind());
            hangUp.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void guestsAndMachinesAreListed() {
        try (Hypervisor hypervisor = Hypervisor.connect(HypervisorUri.SYSTEM)) {
            GuestSupport guests = hypervisor.host().capabilities().guests("x86_64").orElseThrow();
            assertTrue(guests.virtTypes().contains("qemu"));
            assertTrue(guests.machines().containsAll(List.of("pc", "q35", "microvm")));
            assertTrue(hypervisor.host().supports("x86_64", "qemu"));
            assertFalse(hypervisor.host().supports("s390x", "kvm"));

            DomainCapabilities domain = hypervisor.host().domainCapabilities(null, "x86_64", "q35", "qemu");
            assertTrue(domain.machine().startsWith("pc-q35-"), domain::machine);
            assertTrue(domain.maximumVcpus() > 1);
            assertTrue(domain.cpuModes().contains("maximum"));
            assertEquals("/usr/bin/qemu-system-x86_64", domain.emulator());
        }
    }

    @Test
    void leasesOfANetworkAreRead() throws Exception {
        String name = "slipway-it-" + UUID.randomUUID().toString().substring(0, 6);
        String bridge = "sl" + name.substring(name.length() - 6);
        Path definition = Files.createTempFile(name, ".xml");
        // Where libvirt's own helper of dnsmasq writes leases down.
        Path status = Path.of("/var/lib/libvirt/dnsmasq", bridge + ".status");
        Files.writeString(definition, "<network><name>" + name + "</name><bridge name='" + bridge + "'/></network>");
        long expiry = Instant.now().getEpochSecond() + 3600;
        try (Hypervisor hypervisor = Hypervisor.connect(HypervisorUri.SYSTEM)) {
            ScratchDomain.command("virsh", "-q", "-c", HypervisorUri.SYSTEM, "net-define", definition.toString());
            try {
                Files.createDirectories(status.getParent());
                Files.writeString(status, """
                        [{"ip-address":"192.168.150.7","mac-address":"52:54:00:aa:bb:cc","hostname":"web",
                          "client-id":"01:52:54:00:aa:bb:cc","expiry-time":%d}]
                        """.formatted(expiry));
                List<DhcpLease> leases = hypervisor.dhcpLeases(name);
                assertEquals(List.of(new DhcpLease(bridge, "52:54:00:aa:bb:cc", new GuestAddress("192.168.150.7", 0),
                        Optional.of("web"), Instant.ofEpochSecond(expiry))), leases);
                assertEquals(leases, hypervisor.dhcpLeases(name, "52:54:00:aa:bb:cc"));
                assertTrue(hypervisor.dhcpLeases(name, "52:54:00:00:00:00").isEmpty());
            } finally {
                ScratchDomain.command("virsh", "-q", "-c", HypervisorUri.SYSTEM, "net-undefine", name);
            }
        } finally {
            Files.deleteIfExists(status);
            Files.delete(definition);
        }
    }
}
