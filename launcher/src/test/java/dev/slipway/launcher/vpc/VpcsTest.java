package dev.slipway.launcher.vpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.launcher.network.NetworkIds;
import dev.slipway.launcher.network.NetworkKind;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Subnets have the block that the host's address is in, and ids that stay. */
class VpcsTest {

    @Test
    void aBlockIsWhatAnAddressIsIn() {
        assertEquals("192.168.122.0/24", Vpcs.block("192.168.122.1", 24));
        assertEquals("10.128.0.0/9", Vpcs.block("10.200.3.4", 9));
        assertEquals("255.255.255.252/30", Vpcs.block("255.255.255.255", 30));
        assertEquals("0.0.0.0/0", Vpcs.block("1.2.3.4", 0));
        assertEquals("1.2.3.4/32", Vpcs.block("1.2.3.4", 32));
    }

    @Test
    void idsFollowFromNamesAndBridgesAreNoSubnets() {
        NetworkIds here = new NetworkIds("local-1");
        assertEquals(here.vpc(), new NetworkIds("local-1").vpc());
        assertTrue(here.vpc().matches("vpc-[0-9a-f]{17}"), here.vpc());
        assertNotEquals(here.vpc(), new NetworkIds("local-2").vpc());
        assertNotEquals(here.subnet(NetworkKind.NAT, Optional.of("a")), here.subnet(NetworkKind.NAT, Optional.of("b")));
        assertNotEquals(here.subnet(NetworkKind.NAT, Optional.of("a")), new NetworkIds("local-2").subnet(NetworkKind.NAT, Optional.of("a")));
        assertEquals(Optional.empty(), here.subnet(NetworkKind.BRIDGE, Optional.of("br0")));
        assertNotEquals(NetworkIds.networkInterface("i-1", 1), NetworkIds.networkInterface("i-11", 0));
    }
}
