package dev.slipway.launcher.seed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkConfigTest {

    @Test
    void theFirstCardHasTheDefaultRouteAndNoOtherHoldsTheBootUp() {
        assertEquals("""
                version: 2
                ethernets:
                  card0:
                    match:
                      macaddress: "02:ab:cd:ef:01:23"
                    dhcp4: true
                    dhcp4-overrides:
                      route-metric: 100
                    dhcp6: true
                    dhcp6-overrides:
                      route-metric: 100
                    optional: false
                  card1:
                    match:
                      macaddress: "06:ab:cd:ef:01:23"
                    dhcp4: true
                    dhcp4-overrides:
                      route-metric: 200
                    dhcp6: true
                    dhcp6-overrides:
                      route-metric: 200
                    optional: true
                """, NetworkConfig.dhcp(List.of("02:ab:cd:ef:01:23", "06:ab:cd:ef:01:23")));
    }
}
