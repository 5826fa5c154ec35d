package dev.slipway.host.libvirt.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class UserConnectionTest {

    @Test
    void theMonitorsTableIsRead() {
        List<UserConnection> connections = UserConnection.parse("""
                Hub -1 (slipway0):
                  Protocol[State]    FD  Source Address  Port   Dest. Address  Port RecvQ SendQ
                  TCP[ESTABLISHED]   23       127.0.0.1 40123       10.0.2.15    22     0     0
                  TCP[HOST_FORWARD]  15       127.0.0.1 40123       10.0.2.15    22     0     0
                  UDP[236 sec]       24       10.0.2.15 37914       10.0.2.3    53     0     0
                  TCP[SYN_SENT]      25       127.0.0.1 40124       10.0.2.15    80     0     0
                """);
        assertEquals(List.of(new UserConnection("ESTABLISHED", 40123, 22), new UserConnection("HOST_FORWARD", 40123, 22),
                new UserConnection("SYN_SENT", 40124, 80)), connections);
        assertTrue(connections.get(0).isTaken());
        assertFalse(connections.get(1).isTaken());
        assertFalse(connections.get(2).isTaken());
    }
}
