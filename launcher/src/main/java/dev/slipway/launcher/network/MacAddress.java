package dev.slipway.launcher.network;

/** The hardware address of an instance's first network card. */
public final class MacAddress {

    private static final int HEX_DIGITS = 10;

    private MacAddress() {
    }

    /**
     * Always the same for the same instance, so that a guest finds its card again and a DHCP server its lease.
     * {@code 02} marks it as given out locally, as on EC2; the other 40 bits are the id's last, of which no two
     * instances of a lab will ever share all.
     */
    public static String ofInstance(String instanceId) {
        int start = instanceId.length() - HEX_DIGITS;
        StringBuilder mac = new StringBuilder("02");
        for (int i = start; i < instanceId.length(); i += 2) {
            mac.append(':').append(instanceId, i, i + 2);
        }
        return mac.toString();
    }
}
