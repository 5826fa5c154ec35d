package dev.slipway.launcher.instance.machine;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.libvirt.DomainSummary;
import dev.slipway.host.libvirt.GuestDomain;
import dev.slipway.imagestore.care.Finding;
import dev.slipway.imagestore.care.FindingKind;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.state.InstanceState;
import dev.slipway.launcher.securitygroup.NetworkFilterNames;
import dev.slipway.launcher.securitygroup.SecurityGroupId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for machines that no instance of this region owns, though they use its files. */
public final class MachineCheck {

    private final Machines machines;
    private final StoreLayout layout;

    /** Looks at the domains on {@code machines} and at the instances' folders in {@code layout}. */
    public MachineCheck(Machines machines, StoreLayout layout) {
        this.machines = machines;
        this.layout = layout;
    }

    /** What does not fit together, one finding each; nothing is changed. */
    public List<Finding> look(Reader reader) {
        try {
            List<Finding> findings = new ArrayList<>();
            for (DomainSummary domain : machines.hypervisor().domains()) {
                if (InstanceId.isOne(domain.name()) && !isOwned(reader, domain.name()) && isOurs(domain.name())) {
                    findings.add(new Finding(FindingKind.MACHINE, domain.name(), "libvirt has a machine '" + domain.name()
                            + "' on this region's files, and there is no such instance.",
                            "virsh destroy " + domain.name() + "; virsh undefine --nvram " + domain.name()));
                }
            }
            NetworkFilterNames names = new NetworkFilterNames(layout);
            // A user's own libvirt has no filters, and says so by failing.
            List<String> filters = machines.runAsUs() ? List.of() : machines.hypervisor().networkFilters().names();
            for (String filter : filters) {
                if (names.isOurs(filter) && !isUsed(reader, names.owner(filter))) {
                    findings.add(new Finding(FindingKind.MACHINE, filter, "libvirt has a network filter '" + filter
                            + "' of this region's, and nobody is behind it.", "virsh nwfilter-undefine " + filter));
                }
            }
            return findings;
        } catch (HostException e) {
            return List.of(new Finding(FindingKind.UNREACHABLE, layout.region(),
                    "libvirt does not answer, so its machines were not looked at: " + e.getMessage(), "slipway doctor"));
        }
    }

    private static boolean isOwned(Reader reader, String id) {
        Optional<Stored<Instance>> instance = reader.find(Instance.TABLE, id);
        return instance.isPresent() && instance.get().document().state() != InstanceState.TERMINATED;
    }

    /** A group's filter is there for its members, a card's for its instance. */
    private static boolean isUsed(Reader reader, String owner) {
        if (SecurityGroupId.isOne(owner)) {
            return !reader.list(Instance.TABLE, Query.all().where("security_group", owner)
                    .whereNot("state", InstanceState.TERMINATED).limit(1)).isEmpty();
        }
        int dash = owner.lastIndexOf('-');
        return dash > 0 && isOwned(reader, owner.substring(0, dash));
    }

    /** One libvirt runs the machines of all regions and homes that name it; a machine is ours when its console is. */
    private boolean isOurs(String name) {
        Optional<GuestDomain> found = machines.hypervisor().find(name);
        if (found.isEmpty()) {
            return false;
        }
        try (GuestDomain domain = found.get()) {
            return domain.xml().contains(new InstanceFiles(layout, new InstanceId(name)).console().toString());
        } catch (HostException e) {
            // Another region's or home's may go while we look.
            if (e.kind() == HostError.DOMAIN_NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }
}
