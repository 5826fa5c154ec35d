package dev.slipway.launcher.instance.record;

import dev.slipway.imagestore.catalogue.Table;

/**
 * A port of the host that belongs to an instance, running or stopped: two instances never share one, and finding a
 * free one reads no instance's record.
 */
public record ReservedPort(int port, InstanceId instanceId) {

    /** One row a port; the port is the id, so the catalogue itself refuses a second owner. */
    public static final Table<ReservedPort> TABLE =
            Table.of("reserved_ports", ReservedPort.class, 1, p -> Integer.toString(p.port()))
                    .text("instance", ReservedPort::instanceId);
}
