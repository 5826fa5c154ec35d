package dev.slipway.launcher.network;

/** The hardware addresses of an instance's network cards. */
public final class MacAddress {

    private static final int HEX_DIGITS = 10;
    /** The two lowest bits of the first byte say that the address is one station's and was given out locally. */
    private static final int LOCAL = 0x02;
    private static final int STEP = 0x04;
    /** More than fit on a machine. */
    private static final int MOST = 0x40;

    private MacAddress() {
    }

    /**
     * Always the same for the same card of the same instance, so that a guest finds its card again and a DHCP server its
     * lease. {@code 02} marks the first as given out locally, as on EC2, and the others count on from there in steps that
     * keep the mark; the other 40 bits are the id's last, of which no two instances of a lab will ever share all.
     *
     * @param deviceIndex counts the instance's cards from 0
     */
    public static String of(String instanceId, int deviceIndex) {
        if (deviceIndex < 0 || deviceIndex >= MOST) {
            throw new IllegalArgumentException("no card has the number " + deviceIndex);
        }
        int start = instanceId.length() - HEX_DIGITS;
        int first = LOCAL + STEP * deviceIndex;
        StringBuilder mac = new StringBuilder(first < 0x10 ? "0" : "").append(Integer.toHexString(first));
        for (int i = start; i < instanceId.length(); i += 2) {
            mac.append(':').append(instanceId, i, i + 2);
        }
        return mac.toString();
    }
}
