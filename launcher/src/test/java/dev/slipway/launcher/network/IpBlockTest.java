package dev.slipway.launcher.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.launcher.errors.LauncherException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IpBlockTest {

    @Test
    void bitsThatDoNotCountAreLeftOut() {
        Map<String, String> blocks = Map.of("10.1.2.3/8", "10.0.0.0/8", "100.68.0.18/18", "100.68.0.0/18", "203.0.113.7",
                "203.0.113.7/32", "0.0.0.0/0", "0.0.0.0/0", "::/0", "::/0", "2001:DB8:0:0:1::1/64", "2001:db8::/64", "::1", "::1/128",
                "2001:db8::1:0:0:1/128", "2001:db8::1:0:0:1/128", "fe80::/10", "fe80::/10");
        blocks.forEach((given, meant) -> assertEquals(meant, IpBlock.parse(given).toString()));
    }

    @Test
    void whatIsNoBlockIsRefusedAndNoNameServerIsAsked() {
        for (String text : List.of("", "/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0/8", "10.0.0.256/8", "10.00.0.1/8", "::/129", "::g/0",
                "1:2:3", "fe80::1%lo/64", "host.example/8", "10.0.0.0/8 ", "10.0.0.0/8/8", "[::1]/128", "10.0.0.0/", "+1.0.0.0/8")) {
            assertThrows(LauncherException.class, () -> IpBlock.parse(text), text);
        }
    }

    @Test
    void anAddressIsInABlockOfItsFamilyOnly() {
        assertTrue(IpBlock.parse("192.168.122.0/24").contains("192.168.122.255"));
        assertFalse(IpBlock.parse("192.168.122.0/24").contains("192.168.123.0"));
        assertFalse(IpBlock.parse("0.0.0.0/0").contains("::1"));
    }

    @Test
    void aPoolGivesEveryAddressOnceAndThenNone() {
        AddressPool pool = new AddressPool("lab", "10.0.0.1", 29,
                List.of(new AddressPool.Range("10.0.0.1", "10.0.0.3"), new AddressPool.Range("10.0.0.6", "10.0.0.6")), Set.of("10.0.0.2"));
        assertEquals("10.0.0.3", pool.choose(1, address -> false));
        assertEquals("10.0.0.6", pool.choose(1, address -> address.equals("10.0.0.3")));
        assertEquals("InsufficientFreeAddressesInSubnet",
                assertThrows(LauncherException.class, () -> pool.choose(-5, address -> true)).kind().code());
    }

    @Test
    void anAddressThatIsAskedForIsOneThatAGuestCanHave() {
        AddressPool pool = new AddressPool("lab", "10.0.0.1", 29, List.of(), Set.of("10.0.0.2"));
        assertEquals("10.0.0.5", pool.require("10.0.0.5", address -> false));
        for (String address : List.of("10.0.0.0", "10.0.0.1", "10.0.0.7", "10.0.0.8", "::1", "lab", "10.0.0.5/29")) {
            assertEquals("InvalidParameterValue",
                    assertThrows(LauncherException.class, () -> pool.require(address, other -> false), address).kind().code());
        }
        for (String address : List.of("10.0.0.2", "10.0.0.3")) {
            assertEquals("InvalidIPAddress.InUse", assertThrows(LauncherException.class,
                    () -> pool.require(address, other -> other.equals("10.0.0.3")), address).kind().code());
        }
    }
}
