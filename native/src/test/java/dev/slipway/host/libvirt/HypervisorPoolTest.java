package dev.slipway.host.libvirt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Connections that are kept are lent again only while they are worth something. */
@Timeout(60)
class HypervisorPoolTest {

    private static final String TEST_DRIVER = "test:///default";
    private static final String NAME = "a";

    @TempDir
    private Path folder;

    @Test
    void oneIsLentAgainAndClosedWhenNobodyWantsIt() {
        try (HypervisorPool pool = new HypervisorPool(Duration.ZERO)) {
            Hypervisor first = pool.borrow(NAME, () -> Hypervisor.connect(TEST_DRIVER));
            Hypervisor second = pool.borrow(NAME, () -> Hypervisor.connect(TEST_DRIVER));
            assertNotSame(first, second);
            pool.giveBack(NAME, first);
            assertSame(first, pool.borrow(NAME, () -> Hypervisor.connect(TEST_DRIVER)));
            pool.giveBack(NAME, first);
            pool.giveBack(NAME, second);
            assertEquals(2, pool.idle());
            pool.closeIdle();
            assertEquals(0, pool.idle());
        }
    }

    @Test
    void oneWhoseDaemonIsGoneIsNotLentAgain() throws Exception {
        try (HypervisorPool pool = new HypervisorPool(Duration.ofMinutes(1))) {
            Hypervisor dead;
            try (CutConnection way = new CutConnection(folder)) {
                dead = pool.borrow(NAME, () -> Hypervisor.connect(way.uri()));
                pool.giveBack(NAME, dead);
                way.cut();
            }
            Hypervisor anew = pool.borrow(NAME, () -> Hypervisor.connect(TEST_DRIVER));
            assertNotSame(dead, anew);
            assertFalse(anew.domains().isEmpty());
            anew.close();
        }
    }

    @Test
    void statesAreThoseOfAMomentAgoAtMost() throws Exception {
        try (HypervisorPool pool = new HypervisorPool(Duration.ofMinutes(1))) {
            Hypervisor lent = pool.borrow(NAME, () -> Hypervisor.connect(TEST_DRIVER));
            assertFalse(lent.recentDomains().isEmpty());
            try (GuestDomain domain = lent.define("<domain type='test'><name>pool</name><memory unit='MiB'>32</memory>"
                    + "<os><type>hvm</type></os></domain>")) {
                assertTrue(isSoonSeen(lent, "pool"), "a new domain is not seen");
                domain.undefine();
            }
            pool.giveBack(NAME, lent);
        }
    }

    private static boolean isSoonSeen(Hypervisor lent, String name) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < end) {
            if (lent.recentDomains().stream().anyMatch(domain -> domain.name().equals(name))) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return false;
    }
}
