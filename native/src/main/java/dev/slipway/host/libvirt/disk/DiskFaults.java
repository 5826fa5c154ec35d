package dev.slipway.host.libvirt.disk;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import dev.slipway.host.libvirt.binding.LibvirtError;
import dev.slipway.host.libvirt.binding.NativeHandle;
import dev.slipway.host.libvirt.binding.UnboundCalls;
import java.util.Map;
import java.util.TreeMap;

/** Which disks of a domain do not work ({@code virDomainGetDiskErrors}). */
final class DiskFaults {

    /** Of libvirt's structure: the pointer to a target's name, and an error's number. */
    private static final int SIZE = 2 * Native.POINTER_SIZE;

    private DiskFaults() {
    }

    static Map<String, DiskFault> of(String domain, NativeHandle handle) {
        try (NativeHandle.Use use = handle.use()) {
            int disks = checked(domain, UnboundCalls.get().virDomainGetDiskErrors(use.pointer(), null, 0, 0));
            if (disks == 0) {
                return Map.of();
            }
            try (Memory errors = new Memory((long) disks * SIZE)) {
                int count = checked(domain, UnboundCalls.get().virDomainGetDiskErrors(use.pointer(), errors, disks, 0));
                return read(errors, count);
            }
        }
    }

    private static Map<String, DiskFault> read(Pointer errors, int count) {
        Map<String, DiskFault> faults = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            Pointer target = errors.getPointer((long) i * SIZE);
            faults.put(target.getString(0), DiskFault.of(errors.getInt((long) i * SIZE + Native.POINTER_SIZE)));
            Native.free(Pointer.nativeValue(target));
        }
        return faults;
    }

    private static int checked(String domain, int answer) {
        if (answer < 0) {
            throw LibvirtError.last().ofDomain(domain, "does not say which of its disks fail");
        }
        return answer;
    }
}
