package dev.slipway.launcher.instance.launch;

import dev.slipway.host.libvirt.Hypervisor;
import dev.slipway.host.machine.Architecture;
import dev.slipway.host.machine.HostMachine;
import dev.slipway.host.machine.KvmNode;
import dev.slipway.launcher.accelerator.Accelerator;
import dev.slipway.launcher.accelerator.AcceleratorChoice;
import dev.slipway.launcher.accelerator.AcceleratorFacts;
import dev.slipway.launcher.accelerator.KvmDevice;
import dev.slipway.launcher.accelerator.Reason;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.machine.Machines;
import dev.slipway.launcher.instance.record.Hardware;
import dev.slipway.launcher.instance.request.CpuOptions;
import dev.slipway.launcher.type.InstanceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Gathers the facts by which the accelerator of an instance is chosen, from this host and, at the last, from libvirt. */
public final class AcceleratorDecision {

    private final HostMachine host;
    private final Machines machines;

    /** A decision on this host; libvirt is asked only where nothing else decides. */
    public AcceleratorDecision(HostMachine host, Supplier<Hypervisor> hypervisor) {
        this.host = host;
        this.machines = new Machines(hypervisor);
    }

    /**
     * The machine that an instance of this type gets on this host.
     *
     * @param cpuOptions fewer processors than the type has, or others
     */
    Hardware hardware(Architecture guest, InstanceType type, Optional<CpuOptions> cpuOptions, Optional<Accelerator> wanted) {
        AcceleratorChoice choice = choose(guest, wanted);
        List<String> reasons = new ArrayList<>();
        for (Reason reason : choice.reasons()) {
            reasons.add(reason.sentence());
        }
        CpuOptions cpus = cpuOptions.orElse(new CpuOptions(type.vcpus(), 1));
        requireFit(cpus, type);
        return new Hardware(guest, cpus.vcpus(), cpus.threadsPerCore(), type.memoryMebibytes(), choice.accelerator(), reasons);
    }

    private static void requireFit(CpuOptions cpus, InstanceType type) {
        if (cpus.vcpus() > type.vcpus()) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, "CoreCount " + cpus.coreCount()
                    + " with ThreadsPerCore " + cpus.threadsPerCore() + " is not valid for the instance type '" + type.name()
                    + "', which has " + type.vcpus() + " vCPU" + (type.vcpus() == 1 ? "." : "s."));
        }
    }

    /** The accelerator for guests of an architecture, and why. */
    public AcceleratorChoice choose(Architecture guest, Optional<Accelerator> wanted) {
        Architecture own = host.architecture().orElseThrow(() -> new LauncherException(LauncherError.UNSUPPORTED_OPERATION,
                "The processor of this host is none that Slipway knows."));
        boolean virtualizes = host.virtualizes();
        // Whom QEMU runs as is libvirt's to say; where the processor rules KVM out, nobody waits for its answer.
        boolean matters = virtualizes || own == Architecture.ARM64;
        String user = matters ? qemuUser() : host.systemQemuUser().name();
        KvmDevice device = matters ? device() : KvmDevice.ACCESSIBLE;
        AcceleratorFacts facts = new AcceleratorFacts(own, guest, virtualizes, device, user, wanted);
        return AcceleratorChoice.of(facts, () -> machines.offersKvm(guest));
    }

    private String qemuUser() {
        return machines.runAsUs() ? System.getProperty("user.name") : host.systemQemuUser().name();
    }

    private KvmDevice device() {
        Optional<KvmNode> node = host.kvm();
        if (node.isEmpty()) {
            return KvmDevice.MISSING;
        }
        boolean open = machines.runAsUs() ? node.get().openableByUs() : node.get().openableBy(host.systemQemuUser());
        return open ? KvmDevice.ACCESSIBLE : KvmDevice.DENIED;
    }
}
