package dev.slipway.host.libvirt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.libvirt.event.EventSubscription;
import dev.slipway.host.libvirt.event.LifecycleChange;
import dev.slipway.host.libvirt.event.LifecycleDetail;
import dev.slipway.host.libvirt.event.LifecycleEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against libvirt's own test driver: no guest, no daemon. */
@Timeout(30)
class HypervisorTest {

    private static final String TEST_DRIVER = "test:///default";

    @Test
    void aDomainIsDefinedStartedDestroyedAndUndefined() {
        try (Hypervisor hypervisor = Hypervisor.connect(TEST_DRIVER);
                GuestDomain domain = hypervisor.define(xml("life"))) {
            assertEquals("life", domain.name());
            assertEquals(new DomainStatus(DomainState.SHUT_OFF, StateReason.UNKNOWN), domain.status());
            assertTrue(domain.id().isEmpty());

            assertTrue(domain.start());
            assertEquals(new DomainStatus(DomainState.RUNNING, StateReason.RUNNING_BOOTED), domain.status());
            assertTrue(domain.id().isPresent());
            assertTrue(domain.isActive());
            assertFalse(domain.start(), "a second start finds it running");

            domain.destroy();
            domain.destroy();
            assertEquals(new DomainStatus(DomainState.SHUT_OFF, StateReason.SHUT_OFF_DESTROYED), domain.status());

            domain.undefine();
            domain.undefine();
            domain.destroy();
            assertTrue(hypervisor.find("life").isEmpty());
            assertEquals(HostError.DOMAIN_NOT_FOUND, assertThrows(HostException.class, domain::start).kind());
        }
    }

    @Test
    void aGuestShutsDownWhenAsked() {
        try (Hypervisor hypervisor = Hypervisor.connect(TEST_DRIVER);
                GuestDomain domain = hypervisor.define(xml("polite"))) {
            domain.start();
            domain.shutdown(ShutdownMode.DEFAULT);
            assertEquals(StateReason.SHUT_OFF_SHUTDOWN, domain.status().reason());
            domain.undefine();
        }
    }

    @Test
    void allDomainsAreListedWithTheirStates() {
        try (Hypervisor hypervisor = Hypervisor.connect(TEST_DRIVER);
                GuestDomain domain = hypervisor.define(xml("listed"))) {
            UUID uuid = domain.uuid();
            List<DomainSummary> domains = hypervisor.domains();
            assertTrue(domains.contains(new DomainSummary("listed", uuid,
                    new DomainStatus(DomainState.SHUT_OFF, StateReason.UNKNOWN))), domains::toString);
            assertTrue(domains.stream().anyMatch(d -> d.name().equals("test") && d.status().state() == DomainState.RUNNING));
            domain.undefine();
        }
    }

    @Test
    void textThatIsNotAsciiSurvivesAnyLocale() {
        try (Hypervisor hypervisor = Hypervisor.connect(TEST_DRIVER);
                GuestDomain domain = hypervisor.define(xml("grün-日本"))) {
            assertEquals("grün-日本", hypervisor.domains().stream().map(DomainSummary::name)
                    .filter(name -> name.startsWith("gr")).findFirst().orElseThrow());
            assertTrue(domain.definedXml().contains("<name>grün-日本</name>"));
            domain.undefine();
        }
    }

    @Test
    void twoHundredDomainsAreListedInOneRoundTrip() {
        try (Hypervisor hypervisor = Hypervisor.connect(TEST_DRIVER)) {
            List<GuestDomain> fleet = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                fleet.add(hypervisor.define(xml("fleet-" + i)));
            }
            long begin = System.nanoTime();
            List<DomainSummary> domains = hypervisor.domains();
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            assertEquals(200, domains.stream().filter(domain -> domain.name().startsWith("fleet-")).count());
            assertTrue(took.compareTo(Duration.ofMillis(500)) < 0, took::toString);
            for (GuestDomain domain : fleet) {
                domain.undefine();
                domain.close();
            }
        }
    }

    @Test
    void versionsAndUriAreReadable() {
        try (Hypervisor hypervisor = Hypervisor.connect(TEST_DRIVER)) {
            assertEquals(TEST_DRIVER, hypervisor.uri());
            assertTrue(hypervisor.libvirtVersion().matches("\\d+\\.\\d+\\.\\d+"), hypervisor::libvirtVersion);
            assertTrue(hypervisor.hypervisorVersion().startsWith("TEST "), hypervisor::hypervisorVersion);
            assertTrue(hypervisor.isAlive());
        }
    }

    @Test
    void aDomainThatIsNotThereIsNotFound() {
        try (Hypervisor hypervisor = Hypervisor.connect(TEST_DRIVER)) {
            HostException thrown = assertThrows(HostException.class, () -> hypervisor.require("i-nobody"));
            assertEquals(HostError.DOMAIN_NOT_FOUND, thrown.kind());
            assertEquals("libvirt knows no domain 'i-nobody'.", thrown.getMessage());
        }
    }

    @Test
    void brokenXmlIsRefusedWithLibvirtsWordsAndNothingOnStderr() {
        PrintStream stderr = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true));
        try (Hypervisor hypervisor = Hypervisor.connect(TEST_DRIVER)) {
            HostException thrown = assertThrows(HostException.class, () -> hypervisor.define("<domain><name>x</domain>"));
            assertEquals(HostError.HYPERVISOR_FAILED, thrown.kind());
            assertTrue(thrown.getMessage().contains("name"), thrown::getMessage);
            assertTrue(thrown.getMessage().endsWith("."), thrown::getMessage);
        } finally {
            System.setErr(stderr);
        }
        assertEquals("", printed.toString());
    }

    @Test
    void anUnknownHypervisorIsUnreachable() {
        HostException thrown = assertThrows(HostException.class, () -> Hypervisor.connect("nonesuch:///system"));
        assertEquals(HostError.HYPERVISOR_UNREACHABLE, thrown.kind());
        assertEquals("slipway doctor", thrown.hint().orElseThrow());
    }

    @Test
    void aSocketWithoutADaemonIsUnreachable(@TempDir Path folder) {
        Path socket = folder.resolve("libvirt-sock");
        HostException thrown = assertThrows(HostException.class,
                () -> Hypervisor.connect("qemu+unix:///system?socket=" + socket));
        assertEquals(HostError.HYPERVISOR_UNREACHABLE, thrown.kind());
        assertTrue(thrown.getMessage().contains(socket.toString()), thrown::getMessage);
    }

    @Test
    void aClosedHandleIsRefusedAndClosingTwiceIsHarmless() {
        Hypervisor hypervisor = Hypervisor.connect(TEST_DRIVER);
        GuestDomain domain = hypervisor.require("test");
        hypervisor.close();
        hypervisor.close();
        assertEquals(DomainState.RUNNING, domain.status().state(), "libvirt keeps the connection for the domain");
        domain.close();
        domain.close();
        assertThrows(IllegalStateException.class, domain::status);
        assertThrows(IllegalStateException.class, hypervisor::domains);
    }

    @Test
    void lifecycleEventsArriveUntilTheSubscriptionIsClosed() throws InterruptedException {
        BlockingQueue<LifecycleEvent> events = new LinkedBlockingQueue<>();
        try (Hypervisor hypervisor = Hypervisor.connectWithEvents(TEST_DRIVER)) {
            EventSubscription subscription = hypervisor.onLifecycle(events::add);
            try (GuestDomain domain = hypervisor.define(xml("eventful"))) {
                UUID uuid = domain.uuid();
                domain.start();
                domain.destroy();
                assertEquals(new LifecycleEvent("eventful", uuid, LifecycleChange.DEFINED, LifecycleDetail.DEFINED_ADDED), next(events));
                assertEquals(new LifecycleEvent("eventful", uuid, LifecycleChange.STARTED, LifecycleDetail.STARTED_BOOTED), next(events));
                assertEquals(new LifecycleEvent("eventful", uuid, LifecycleChange.STOPPED, LifecycleDetail.STOPPED_DESTROYED), next(events));

                try (EventSubscription second = hypervisor.onLifecycle(events::add)) {
                    subscription.close();
                    subscription.close();
                    domain.undefine();
                    assertEquals(LifecycleChange.UNDEFINED, next(events).change());
                    assertTrue(events.isEmpty(), "only the second subscription is told, once");
                    assertEquals(second, second);
                }
            }
        }
    }

    @Test
    void eventsNeedAConnectionMadeForThem() {
        try (Hypervisor hypervisor = Hypervisor.connect(TEST_DRIVER)) {
            assertThrows(IllegalStateException.class, () -> hypervisor.onLifecycle(event -> { }));
        }
    }

    private static LifecycleEvent next(BlockingQueue<LifecycleEvent> events) throws InterruptedException {
        LifecycleEvent event = events.poll(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS);
        if (event == null) {
            throw new AssertionError("no event arrived");
        }
        return event;
    }

    static String xml(String name) {
        return """
                <domain type='test'>
                  <name>%s</name>
                  <memory unit='KiB'>32768</memory>
                  <os><type>hvm</type></os>
                </domain>
                """.formatted(name);
    }
}
