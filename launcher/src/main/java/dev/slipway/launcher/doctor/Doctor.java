package dev.slipway.launcher.doctor;

import dev.slipway.host.errors.SlipwayException;
import dev.slipway.host.libvirt.Hypervisor;
import dev.slipway.host.libvirt.HypervisorUri;
import dev.slipway.host.machine.Architecture;
import dev.slipway.host.machine.HostMachine;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.launcher.accelerator.Accelerator;
import dev.slipway.launcher.accelerator.AcceleratorChoice;
import dev.slipway.launcher.accelerator.Reason;
import dev.slipway.launcher.firmware.FirmwareDescriptors;
import dev.slipway.launcher.instance.launch.AcceleratorDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks at everything a launch depends on. A check that fails keeps none of the others from being made. */
public final class Doctor {

    private final HostMachine host;
    private final Supplier<Hypervisor> hypervisor;
    private final StoreLayout layout;

    /** A doctor for this host, this libvirt and this store. */
    public Doctor(HostMachine host, Supplier<Hypervisor> hypervisor, StoreLayout layout) {
        this.host = host;
        this.hypervisor = hypervisor;
        this.layout = layout;
    }

    /** Makes every check. */
    public List<Check> run() {
        List<Check> checks = new ArrayList<>(ProgramChecks.run());
        checks.addAll(new FirmwareChecks(FirmwareDescriptors.ofHost()).run());
        StoreChecks store = new StoreChecks(layout);
        checks.addAll(store.run());
        checks.addAll(MetadataCheck.run());
        try {
            Hypervisor connected = hypervisor.get();
            String uri = connected.uri();
            checks.add(Check.ok("libvirt",
                    uri + ", libvirt " + connected.libvirtVersion() + ", " + connected.hypervisorVersion() + "."));
            checks.add(user(uri, store));
            Accelerator accelerator = accelerator(checks);
            checks.addAll(new BootProof(connected, layout).run(accelerator));
        } catch (SlipwayException e) {
            checks.add(Check.failed("libvirt", e.getMessage(), Optional.of(startLibvirt())));
        }
        return checks;
    }

    private Check user(String uri, StoreChecks store) {
        if (!uri.endsWith("/session")) {
            return store.reachableBy(host.systemQemuUser());
        }
        if (System.getProperty("user.name").equals("root")) {
            return Check.warning("access", "Under " + HypervisorUri.SESSION + " QEMU runs as root, too.",
                    Optional.of(startLibvirt()));
        }
        return Check.ok("access", "QEMU runs as you.");
    }

    private Accelerator accelerator(List<Check> checks) {
        Architecture own = host.architecture().orElse(Architecture.X86_64);
        AcceleratorChoice choice = new AcceleratorDecision(host, hypervisor).choose(own, Optional.empty());
        StringBuilder finding = new StringBuilder(choice.accelerator() == Accelerator.KVM
                ? "" : "Guests are emulated, many times slower than with KVM.");
        Optional<String> remedy = Optional.empty();
        for (Reason reason : choice.reasons()) {
            finding.append(finding.isEmpty() ? "" : " ").append(reason.sentence());
            remedy = remedy.or(reason::remedy);
        }
        checks.add(choice.accelerator() == Accelerator.KVM
                ? Check.ok("accelerator", finding.toString())
                : Check.warning("accelerator", finding.toString(), remedy));
        return choice.accelerator();
    }

    private String startLibvirt() {
        return host.hasSystemd() ? "systemctl enable --now libvirtd" : "virtlogd --daemon; setsid --fork tini -s -- libvirtd";
    }
}
