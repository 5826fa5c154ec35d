package dev.slipway.launcher.network;

import static dev.slipway.launcher.errors.LauncherError.ADDRESSES_EXHAUSTED;
import static dev.slipway.launcher.errors.LauncherError.ADDRESS_IN_USE;
import static dev.slipway.launcher.errors.LauncherError.INVALID_PARAMETER_VALUE;
import static java.util.Objects.requireNonNull;

import dev.slipway.launcher.errors.LauncherException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The IPv4 addresses that a libvirt network has for guests.
 *
 * @param network the network's name
 * @param gateway the host's own address on it
 * @param prefix the length of the subnet's prefix
 * @param ranges what its DHCP server chooses from
 * @param taken those that somebody has who is none of ours
 */
public record AddressPool(String network, String gateway, int prefix, List<Range> ranges, Set<String> taken) {

    /** How many bits an address has. */
    private static final int FAMILY_BITS = 32;

    public AddressPool {
        requireNonNull(network, "network");
        requireNonNull(gateway, "gateway");
        ranges = List.copyOf(ranges);
        taken = Set.copyOf(taken);
    }

    /** Addresses from the first to the last, both included. */
    public record Range(String first, String last) {
    }

    /** Throws INVALID_PARAMETER_VALUE for an address that is none or that no guest on the network can have. */
    public void requireInside(String address) {
        IpBlock subnet = new IpBlock(gateway, prefix);
        boolean four = address.indexOf(':') < 0;
        if (!four || !subnet.contains(address)) {
            throw new LauncherException(INVALID_PARAMETER_VALUE, "Address " + address
                    + " does not fall within the subnet's address range: the network '" + network + "' has " + subnet + ".");
        }
        long number = IpBlock.number(address);
        long first = IpBlock.number(subnet.address());
        long last = first + (1L << FAMILY_BITS - prefix) - 1;
        if (number == first || number == last || address.equals(gateway)) {
            throw new LauncherException(INVALID_PARAMETER_VALUE, "Address " + address + " is in the subnet's reserved address range: "
                    + (address.equals(gateway) ? "it is the host's own." : "it is no host's."));
        }
    }

    /**
     * The address that was asked for.
     *
     * @param ours whether another instance has an address
     * @throws LauncherException INVALID_PARAMETER_VALUE, ADDRESS_IN_USE
     */
    public String require(String address, Predicate<String> ours) {
        requireInside(address);
        if (taken.contains(address) || ours.test(address)) {
            throw new LauncherException(ADDRESS_IN_USE, "Address " + address + " is in use on the network '" + network + "'.",
                    "Leave the address out, and a free one is chosen.");
        }
        return address;
    }

    /**
     * A free address.
     *
     * @param salt where the search begins, so that simultaneous launches seldom meet
     * @throws LauncherException ADDRESSES_EXHAUSTED
     */
    public String choose(int salt, Predicate<String> ours) {
        long size = 0;
        for (Range range : ranges) {
            size += IpBlock.number(range.last()) - IpBlock.number(range.first()) + 1;
        }
        long begin = size == 0 ? 0 : Math.floorMod(salt, size);
        for (long i = 0; i < size; i++) {
            String address = at((begin + i) % size);
            if (!address.equals(gateway) && !taken.contains(address) && !ours.test(address)) {
                return address;
            }
        }
        throw new LauncherException(ADDRESSES_EXHAUSTED, "The network '" + network + "' has no free addresses left.",
                "virsh net-edit " + network + " widens the range of its DHCP server");
    }

    private String at(long index) {
        long left = index;
        for (Range range : ranges) {
            long first = IpBlock.number(range.first());
            long size = IpBlock.number(range.last()) - first + 1;
            if (left < size) {
                return IpBlock.ipv4(first + left);
            }
            left -= size;
        }
        throw new IllegalArgumentException("no address has the number " + index);
    }
}
