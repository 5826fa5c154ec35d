package dev.slipway.host.libvirt.binding;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.libvirt.jna.ConnectionPointer;
import org.libvirt.jna.DomainPointer;
import org.libvirt.jna.Libvirt;
import org.libvirt.jna.LibvirtQemu;
import org.libvirt.jna.StreamPointer;

/**
 * The door to libvirt-java: its binding of libvirt's calls, structures and callbacks, on the handles of this package.
 * Its {@code Connect} and {@code Domain} are left aside: their finalizers can free an object while a call on it is under way.
 * The first use costs 50 to 80 ms, so nothing on the way to a running domain comes through here.
 */
public final class LibvirtJava {

    private static final Path MAPPINGS = Path.of("/proc/self/maps");

    private LibvirtJava() {
    }

    /** The calls of libvirt.so that libvirt-java binds. */
    public static Libvirt calls() {
        return Calls.LIBVIRT;
    }

    /** The calls of libvirt-qemu.so: monitor and agent commands. */
    public static LibvirtQemu qemuCalls() {
        return QemuCalls.LIBVIRT_QEMU;
    }

    /** A connection as libvirt-java's type. */
    public static ConnectionPointer connection(NativeHandle.Use use) {
        ConnectionPointer typed = new ConnectionPointer();
        typed.setPointer(use.pointer());
        return typed;
    }

    /** A domain as libvirt-java's type. */
    public static DomainPointer domain(NativeHandle.Use use) {
        return new DomainPointer(use.pointer());
    }

    /** A stream as libvirt-java's type. */
    public static StreamPointer stream(Pointer stream) {
        StreamPointer typed = new StreamPointer();
        typed.setPointer(stream);
        return typed;
    }

    /**
     * libvirt-java asks JNA for "virt", which is a file only where the headers are installed; told the folder, JNA also
     * finds {@code libvirt.so.0} there. The folder is that of the library this process has mapped already.
     */
    private static void tellFolder(String library) {
        LibvirtLibrary.calls();
        try {
            List<String> mappings = Files.readAllLines(MAPPINGS);
            for (String mapping : mappings) {
                int path = mapping.indexOf('/');
                if (path > 0 && mapping.indexOf("/libvirt.so.0", path) > 0) {
                    NativeLibrary.addSearchPath(library, Path.of(mapping.substring(path)).getParent().toString());
                    return;
                }
            }
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, MAPPINGS + " cannot be read.", e);
        }
    }

    /** Puts the loading off until the first use. */
    private static final class Calls {
        private static final Libvirt LIBVIRT;

        static {
            tellFolder("virt");
            LIBVIRT = Libvirt.INSTANCE;
        }
    }

    /** Puts the loading off until the first use. */
    private static final class QemuCalls {
        private static final LibvirtQemu LIBVIRT_QEMU;

        static {
            tellFolder("virt-qemu");
            LIBVIRT_QEMU = LibvirtQemu.INSTANCE;
        }
    }
}
