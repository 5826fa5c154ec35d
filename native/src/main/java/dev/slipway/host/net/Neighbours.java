package dev.slipway.host.net;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Who the host's IPv4 neighbours are, as its kernel knows them: proc(5), {@code /proc/net/arp}. */
public final class Neighbours {

    private static final Path TABLE = Path.of("/proc/net/arp");
    private static final int FIELDS = 6;
    /** Of the flags: the hardware address is known. */
    private static final int COMPLETE = 0x2;

    private Neighbours() {
    }

    /**
     * One on one of the host's interfaces.
     *
     * @param mac its hardware address
     * @param device the host's interface it is behind
     */
    public record Neighbour(String mac, String device) {
    }

    /** All that have this address now, one for each interface at most. Throws FILE_FAILED. */
    public static List<Neighbour> at(String address) {
        try {
            return at(address, Files.readString(TABLE));
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, TABLE + " cannot be read.", e);
        }
    }

    static List<Neighbour> at(String address, String table) {
        List<Neighbour> found = new ArrayList<>();
        for (String line : table.lines().toList()) {
            String[] fields = line.strip().split("\\s+");
            if (fields.length == FIELDS && fields[0].equals(address) && (Integer.decode(fields[2]) & COMPLETE) != 0) {
                found.add(new Neighbour(fields[3], fields[5]));
            }
        }
        return found;
    }
}
