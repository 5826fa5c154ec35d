package dev.slipway.host.libvirt.capability;

import java.util.Set;

/**
 * Guests of one architecture that the hypervisor can run.
 *
 * @param architecture libvirt's name: {@code x86_64}, {@code i686}, {@code aarch64}
 * @param emulator the QEMU binary
 * @param virtTypes {@code qemu}, {@code kvm}; libvirt lists kvm wherever {@code /dev/kvm} answers, which is no proof that it works
 * @param machines machine types and their aliases
 */
public record GuestSupport(String architecture, String emulator, Set<String> virtTypes, Set<String> machines) {

    public GuestSupport {
        virtTypes = Set.copyOf(virtTypes);
        machines = Set.copyOf(machines);
    }

}
