package dev.slipway.host.libvirt;

import dev.slipway.host.errors.HostException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which libvirt to use: {@code qemu:///system} where that daemon answers this user, else {@code qemu:///session},
 * which libvirt starts by itself. See libvirt's page on the QEMU driver's URIs.
 */
public final class HypervisorUri {

    /** The host's own daemon. */
    public static final String SYSTEM = "qemu:///system";
    /** The user's own daemon. */
    public static final String SESSION = "qemu:///session";

    /** Where libvirtd, or the QEMU daemon of a modular libvirt, listens for the system URI. */
    private static final Path[] SYSTEM_SOCKETS = {
        Path.of("/run/libvirt/libvirt-sock"), Path.of("/run/libvirt/virtqemud-sock")};

    private HypervisorUri() {
    }

    /**
     * The URI that the rule gives on this host, now. To connect as well, {@link Hypervisor#connect()} does both in one step.
     */
    public static String choose() {
        if (systemSocketIsOpenToUs()) {
            try (Hypervisor hypervisor = Hypervisor.connect(SYSTEM)) {
                return hypervisor.uri();
            } catch (HostException refusedOrDead) {
                return SESSION;
            }
        }
        return SESSION;
    }

    /** Whether it is worth knocking: a socket file may outlive its daemon, and polkit may still refuse us behind it. */
    static boolean systemSocketIsOpenToUs() {
        for (Path socket : SYSTEM_SOCKETS) {
            if (Files.isWritable(socket)) {
                return true;
            }
        }
        return false;
    }
}
