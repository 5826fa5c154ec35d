package dev.slipway.launcher.network;

import static dev.slipway.launcher.errors.LauncherError.INVALID_PARAMETER_VALUE;

import dev.slipway.launcher.errors.LauncherException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A block of IPv4 or IPv6 addresses in CIDR notation, without the bits that do not count, as EC2 writes them.
 *
 * @param address the first of them, as text
 * @param prefix how many leading bits are fixed
 */
public record IpBlock(String address, int prefix) {

    private static final int BITS_4 = 32;
    private static final int BITS_6 = 128;
    private static final int PARTS_4 = 4;
    private static final int MOST_OF_PART = 255;

    public IpBlock {
        byte[] bytes = bytes(address);
        if (prefix < 0 || prefix > bytes.length * 8) {
            throw malformed(address + "/" + prefix);
        }
        address = text(masked(bytes, prefix));
    }

    /** Reads {@code 10.0.0.0/8}, {@code ::/0} or one address; throws INVALID_PARAMETER_VALUE. No name server is asked. */
    public static IpBlock parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        int bits = isIpv6Text(address) ? BITS_6 : BITS_4;
        String prefix = slash < 0 ? Integer.toString(bits) : text.substring(slash + 1);
        if (prefix.isEmpty() || prefix.length() > 3 || !prefix.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw malformed(text);
        }
        try {
            return new IpBlock(address, Integer.parseInt(prefix));
        } catch (LauncherException e) {
            throw malformed(text);
        }
    }

    /** Whether it is of IPv6. */
    public boolean isIpv6() {
        return isIpv6Text(address);
    }

    /** Whether an address of the same family is in it; throws INVALID_PARAMETER_VALUE for what is no address. */
    public boolean contains(String other) {
        byte[] bytes = bytes(other);
        return bytes.length == bytes(address).length && text(masked(bytes, prefix)).equals(address);
    }

    /** Whether it holds every address of its family. */
    public boolean isAll() {
        return prefix == 0;
    }

    /** An address as a number; throws INVALID_PARAMETER_VALUE. */
    static long number(String ipv4) {
        byte[] bytes = bytes(ipv4);
        if (bytes.length != PARTS_4) {
            throw malformed(ipv4);
        }
        return new BigInteger(1, bytes).longValueExact();
    }

    /** The IPv4 address that a number is. */
    static String ipv4(long number) {
        return (number >> 24 & MOST_OF_PART) + "." + (number >> 16 & MOST_OF_PART) + "." + (number >> 8 & MOST_OF_PART) + "."
                + (number & MOST_OF_PART);
    }

    private static boolean isIpv6Text(String address) {
        return address.indexOf(':') >= 0;
    }

    private static byte[] masked(byte[] bytes, int prefix) {
        byte[] masked = bytes.clone();
        for (int bit = prefix; bit < masked.length * 8; bit++) {
            masked[bit / 8] &= (byte) ~(0x80 >> bit % 8);
        }
        return masked;
    }

    /** The bytes of a numeric address. A text with a colon is never taken for a host's name, so nobody is asked. */
    private static byte[] bytes(String address) {
        try {
            if (isIpv6Text(address)) {
                byte[] bytes = InetAddress.getByName(address).getAddress();
                if (bytes.length * 8 == BITS_6 && address.indexOf('%') < 0 && address.indexOf('[') < 0) {
                    return bytes;
                }
                throw malformed(address);
            }
            String[] parts = address.split("\\.", -1);
            byte[] bytes = new byte[PARTS_4];
            for (int i = 0; i < PARTS_4; i++) {
                if (parts.length != PARTS_4 || !parts[i].matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(parts[i]) > MOST_OF_PART) {
                    throw malformed(address);
                }
                bytes[i] = (byte) Integer.parseInt(parts[i]);
            }
            return bytes;
        } catch (UnknownHostException e) {
            throw malformed(address);
        }
    }

    private static String text(byte[] bytes) {
        if (bytes.length == PARTS_4) {
            return ipv4(new BigInteger(1, bytes).longValueExact());
        }
        return compressed(bytes);
    }

    /** The way of RFC 5952: the longest run of zeros is left out. */
    private static String compressed(byte[] bytes) {
        int[] parts = new int[8];
        int best = -1;
        int bestLength = 1;
        for (int i = 0; i < parts.length; i++) {
            parts[i] = (bytes[2 * i] & MOST_OF_PART) << 8 | bytes[2 * i + 1] & MOST_OF_PART;
        }
        for (int i = 0; i < parts.length; i++) {
            int end = i;
            while (end < parts.length && parts[end] == 0) {
                end++;
            }
            if (end - i > bestLength) {
                best = i;
                bestLength = end - i;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            if (i == best) {
                text.append("::");
                i += bestLength - 1;
                continue;
            }
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(parts[i]));
        }
        return text.toString();
    }

    private static LauncherException malformed(String text) {
        return new LauncherException(INVALID_PARAMETER_VALUE, "CIDR block '" + text + "' is malformed.",
                "For example 10.0.0.0/8, 203.0.113.7/32 or ::/0.");
    }

    @Override
    public String toString() {
        return address + "/" + prefix;
    }
}
