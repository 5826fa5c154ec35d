package dev.slipway.host.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.host.net.Neighbours.Neighbour;
import java.util.List;
import org.junit.jupiter.api.Test;

class NeighboursTest {

    @Test
    void onlyThoseCountWhoseHardwareAddressIsKnown() {
        String table = """
                IP address       HW type     Flags       HW address            Mask     Device
                192.168.122.7    0x1         0x2         02:aa:bb:cc:dd:ee     *        virbr0
                192.168.122.70   0x1         0x2         02:aa:bb:cc:dd:01     *        virbr0
                192.168.122.7    0x1         0x0         00:00:00:00:00:00     *        virbr1
                """;
        assertEquals(List.of(new Neighbour("02:aa:bb:cc:dd:ee", "virbr0")), Neighbours.at("192.168.122.7", table));
        assertEquals(List.of(), Neighbours.at("192.168.122.8", table));
        assertEquals(List.of(), Neighbours.at("IP", table));
    }
}
