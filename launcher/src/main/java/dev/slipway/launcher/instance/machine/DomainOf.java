package dev.slipway.launcher.instance.machine;

import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.image.VirtualizationType;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.launcher.domain.BootSpec;
import dev.slipway.launcher.domain.BridgeNetwork;
import dev.slipway.launcher.domain.CardModel;
import dev.slipway.launcher.domain.DirectKernel;
import dev.slipway.launcher.domain.DiskBoot;
import dev.slipway.launcher.domain.DomainSpec;
import dev.slipway.launcher.domain.DomainUuid;
import dev.slipway.launcher.domain.GuestAgentChannel;
import dev.slipway.launcher.domain.InstanceIdentity;
import dev.slipway.launcher.domain.NatNetwork;
import dev.slipway.launcher.domain.NetworkAttachment;
import dev.slipway.launcher.domain.SerialConsole;
import dev.slipway.launcher.domain.UefiBoot;
import dev.slipway.launcher.domain.UserNetwork;
import dev.slipway.launcher.domain.WindowsGuest;
import dev.slipway.launcher.instance.record.BootSource;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.NetworkInterface;
import dev.slipway.launcher.instance.record.UefiFirmware;
import dev.slipway.launcher.securitygroup.NetworkFilterNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * The domain that an instance's record describes. Pure: the same record, with its volumes on the same files, gives the
 * same domain at every start.
 */
public final class DomainOf {

    private DomainOf() {
    }

    /**
     * @param generations which of a volume's files is the current one, see {@code Volume}
     */
    public static DomainSpec instance(Instance instance, StoreLayout layout, ToIntFunction<VolumeId> generations) {
        InstanceFiles files = new InstanceFiles(layout, instance.instanceId());
        BootSpec boot = boot(instance, layout);
        return new DomainSpec(
                instance.instanceId().value(),
                DomainUuid.of(instance.instanceId().value()),
                new InstanceIdentity(instance.instanceId().value(), instance.imageId().value(), instance.ownerId().value(),
                        layout.region(), instance.reservationId().value()),
                instance.hardware().architecture(),
                instance.hardware().accelerator(),
                instance.hardware().memoryMib(),
                instance.hardware().vcpus(),
                instance.hardware().threadsPerCore(),
                boot,
                DisksOf.instance(instance, layout, boot.bootsFromDisk(), generations),
                networks(instance, new NetworkFilterNames(layout)),
                new SerialConsole(files.console()),
                Optional.of(GuestAgentChannel.anywhere()),
                instance.display(),
                false,
                Optional.empty(),
                instance.windows().map(windows -> new WindowsGuest(
                        windows.virtio() ? CardModel.VIRTIO : CardModel.E1000E, windows.tpm())));
    }

    private static BootSpec boot(Instance instance, StoreLayout layout) {
        BootSource source = instance.boot();
        if (source.uefi().isPresent()) {
            UefiFirmware uefi = source.uefi().get();
            return new UefiBoot(Path.of(uefi.code()), Path.of(uefi.variablesTemplate()),
                    new InstanceFiles(layout, instance.instanceId()).uefiVariables(), uefi.smm());
        }
        if (source.virtualizationType() == VirtualizationType.HVM) {
            return new DiskBoot();
        }
        return new DirectKernel(
                layout.bootFile(source.kernelId().orElseThrow()),
                source.ramdiskId().map(layout::bootFile),
                source.kernelCommandLine().orElse(""));
    }

    private static List<NetworkAttachment> networks(Instance instance, NetworkFilterNames names) {
        List<NetworkAttachment> networks = new ArrayList<>();
        for (NetworkInterface each : instance.interfaces()) {
            networks.add(switch (each.kind()) {
                case USER -> new UserNetwork(each.mac(), each.forwards());
                case NAT -> new NatNetwork(each.source().orElseThrow(), each.mac(), filter(instance, each, names));
                case BRIDGE -> new BridgeNetwork(each.source().orElseThrow(), each.mac(), filter(instance, each, names));
            });
        }
        return networks;
    }

    private static Optional<String> filter(Instance instance, NetworkInterface card, NetworkFilterNames names) {
        return card.groups().isEmpty() ? Optional.empty()
                : Optional.of(names.card(instance.instanceId().value(), card.deviceIndex()));
    }
}
