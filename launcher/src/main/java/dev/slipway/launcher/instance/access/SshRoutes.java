package dev.slipway.launcher.instance.access;

import dev.slipway.host.libvirt.GuestDomain;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.machine.InstanceRecords;
import dev.slipway.launcher.instance.machine.Machines;
import dev.slipway.launcher.instance.machine.Seeds;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.record.NetworkInterface;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the way into a guest by ssh: address and port, user, key and host keys, each by itself where nobody says. */
final class SshRoutes {

    private final Machines machines;
    private final InstanceRecords records;
    private final GuestPorts ports;
    private final Seeds seeds;
    private final HostKeys hostKeys;

    SshRoutes(Machines machines, InstanceRecords records, StoreLayout layout) {
        this.machines = machines;
        this.records = records;
        this.ports = new GuestPorts(machines, records);
        this.seeds = new Seeds(layout);
        this.hostKeys = new HostKeys(layout);
    }

    /** The private key that lets this user in, if it is known. */
    Optional<Path> identity(Instance instance, SshRequest request) {
        return request.identity().or(() -> request.keys().find(seeds.publicKeys(instance.instanceId())));
    }

    /**
     * The way into a running guest, once its ssh server answers. Throws NOT_REACHABLE where no way leads there,
     * READINESS_TIMEOUT where nobody answers in time, INCORRECT_INSTANCE_STATE when the guest goes off meanwhile.
     */
    SshRoute find(Instance instance, SshRequest request) {
        InstanceId id = instance.instanceId();
        GuestPorts.Place place = ports.where(instance, NetworkInterface.SSH).orElseThrow(() -> notReachable(instance));
        if (!SshServer.await(place.host(), place.port(), request.patience(), () -> requireThere(id))) {
            throw new LauncherException(LauncherError.READINESS_TIMEOUT, "No ssh server of the instance '" + id
                    + "' answers at " + place.host() + ":" + place.port() + " after " + request.patience().toSeconds() + " s.",
                    "See what its guest does: slipway instance console " + id, null);
        }
        if (request.newHostKey()) {
            hostKeys.forget(id);
        }
        return route(instance, request, place);
    }

    /** The way into a running guest, whether its ssh server answers or not. */
    Optional<SshRoute> known(Instance instance, SshRequest request) {
        return ports.where(instance, NetworkInterface.SSH).map(place -> route(instance, request, place));
    }

    private SshRoute route(Instance instance, SshRequest request, GuestPorts.Place place) {
        InstanceId id = instance.instanceId();
        try (GuestDomain domain = machines.require(id)) {
            boolean known = hostKeys.learn(id, domain);
            String user = request.user().orElseGet(() -> LoginUser.of(instance, records.catalogue(), domain));
            return new SshRoute(id, place.host(), place.port(), user, identity(instance, request), hostKeys.file(id), known);
        }
    }

    /** Whether an ssh server of the guest answers now. */
    boolean isOpen(Instance instance) {
        Optional<GuestPorts.Place> place = ports.where(instance, NetworkInterface.SSH);
        return place.isPresent() && SshServer.greets(place.get().host(), place.get().port());
    }

    private static LauncherException notReachable(Instance instance) {
        String id = instance.instanceId().value();
        String why = instance.interfaces().isEmpty() ? "it has no network" : "no address of its guest is known";
        return new LauncherException(LauncherError.NOT_REACHABLE, "No way leads to the instance '" + id + "' by ssh: " + why
                + ".", "slipway instance exec --agent " + id + " and slipway instance console " + id + " need no network.");
    }

    /** Throws INCORRECT_INSTANCE_STATE when the guest is gone. */
    void requireThere(InstanceId id) {
        if (!machines.state(id).isActive()) {
            throw new LauncherException(LauncherError.INCORRECT_INSTANCE_STATE,
                    "The guest of the instance '" + id + "' went off while it was waited for.",
                    "slipway instance describe " + id);
        }
    }

}
