package dev.slipway.launcher.instance.request;

import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.domain.Display;
import dev.slipway.launcher.instance.record.SeedKind;
import dev.slipway.launcher.instance.record.ShutdownBehavior;
import dev.slipway.launcher.network.ForwardRequest;
import dev.slipway.launcher.seed.UserData;
import java.util.List;
import java.util.Optional;

/**
 * All that can be said of instances to be, each part of it optional: what a launch template holds, and what a launch adds
 * to it. The part of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RequestLaunchTemplateData.html">RequestLaunchTemplateData</a>
 * that has a meaning here. {@link LaunchSpecDraft} makes one.
 *
 * @param imageId an image's id, name or channel
 * @param instanceType such as {@code t3.micro}
 * @param keyName the key pair whose owner may log in
 * @param userData what cloud-init gets
 * @param kernelId a kernel image instead of the image's own, by id or name
 * @param ramdiskId a ramdisk image instead of the image's own
 * @param kernelCommandLine what the kernel is told instead of what the image says
 * @param secureBoot whether the firmware runs signed boot loaders only; for images that boot by UEFI
 * @param blockDeviceMappings what differs from the image's devices, and what comes in addition
 * @param networkInterfaces its network interfaces; an empty list for none at all
 * @param privateIpAddress the address of its first interface
 * @param securityGroups of its first interface, by id or name
 * @param forwards ports of this host that are to lead into the guest; ssh is forwarded anyway
 * @param instanceInitiatedShutdownBehavior what the guest's own power-off means; it stops an instance whose root is a volume unless given,
 *     and always terminates one whose root is an instance store
 * @param disableApiTermination termination protection
 * @param disableApiStop stop protection
 * @param cpuOptions how its processors are laid out, where not as the type says
 * @param accelerator {@code auto} for what works, {@code kvm} or {@code tcg}
 * @param display what its guests have for a screen; nothing unless given
 * @param metadataOptions how its metadata service answers, where not as its image says
 * @param seed how its guest is told about itself beside that; by a NoCloud seed unless given
 * @param hostname the name of its guest; several instances get its place in the launch behind it
 * @param volumeTags of the volumes that are made for it
 */
public record LaunchSpec(
        Optional<String> imageId,
        Optional<String> instanceType,
        Optional<String> keyName,
        Optional<UserData> userData,
        Optional<String> kernelId,
        Optional<String> ramdiskId,
        Optional<String> kernelCommandLine,
        Optional<Boolean> secureBoot,
        List<BlockDeviceRequest> blockDeviceMappings,
        Optional<List<InterfaceRequest>> networkInterfaces,
        Optional<String> privateIpAddress,
        List<String> securityGroups,
        List<ForwardRequest> forwards,
        Optional<ShutdownBehavior> instanceInitiatedShutdownBehavior,
        Optional<Boolean> disableApiTermination,
        Optional<Boolean> disableApiStop,
        Optional<CpuOptions> cpuOptions,
        Optional<String> accelerator,
        Optional<Display> display,
        Optional<MetadataOptionsRequest> metadataOptions,
        Optional<SeedKind> seed,
        Optional<String> hostname,
        List<Tag> instanceTags,
        List<Tag> volumeTags) {

    /** Nothing is said. */
    public static final LaunchSpec NOTHING = new LaunchSpecDraft().build();

    public LaunchSpec {
        imageId = imageId == null ? Optional.empty() : imageId;
        instanceType = instanceType == null ? Optional.empty() : instanceType;
        keyName = keyName == null ? Optional.empty() : keyName;
        userData = userData == null ? Optional.empty() : userData;
        kernelId = kernelId == null ? Optional.empty() : kernelId;
        ramdiskId = ramdiskId == null ? Optional.empty() : ramdiskId;
        kernelCommandLine = kernelCommandLine == null ? Optional.empty() : kernelCommandLine;
        secureBoot = secureBoot == null ? Optional.empty() : secureBoot;
        blockDeviceMappings = blockDeviceMappings == null ? List.of() : List.copyOf(blockDeviceMappings);
        networkInterfaces = networkInterfaces == null ? Optional.empty() : networkInterfaces;
        privateIpAddress = privateIpAddress == null ? Optional.empty() : privateIpAddress;
        securityGroups = securityGroups == null ? List.of() : List.copyOf(securityGroups);
        forwards = forwards == null ? List.of() : List.copyOf(forwards);
        instanceInitiatedShutdownBehavior = instanceInitiatedShutdownBehavior == null ? Optional.empty() : instanceInitiatedShutdownBehavior;
        disableApiTermination = disableApiTermination == null ? Optional.empty() : disableApiTermination;
        disableApiStop = disableApiStop == null ? Optional.empty() : disableApiStop;
        cpuOptions = cpuOptions == null ? Optional.empty() : cpuOptions;
        accelerator = accelerator == null ? Optional.empty() : accelerator;
        display = display == null ? Optional.empty() : display;
        metadataOptions = metadataOptions == null ? Optional.empty() : metadataOptions;
        seed = seed == null ? Optional.empty() : seed;
        hostname = hostname == null ? Optional.empty() : hostname;
        instanceTags = instanceTags == null ? List.of() : List.copyOf(instanceTags);
        volumeTags = volumeTags == null ? List.of() : List.copyOf(volumeTags);
    }

    /**
     * What this says, and where it says nothing what another says: a launch over its template, as EC2 has it. A list that
     * this has anything in replaces the other's as a whole, and so do tags.
     */
    public LaunchSpec over(LaunchSpec other) {
        return new LaunchSpecDraft()
                .imageId(imageId.or(other::imageId))
                .instanceType(instanceType.or(other::instanceType))
                .keyName(keyName.or(other::keyName))
                .userData(userData.or(other::userData))
                .kernelId(kernelId.or(other::kernelId))
                .ramdiskId(ramdiskId.or(other::ramdiskId))
                .kernelCommandLine(kernelCommandLine.or(other::kernelCommandLine))
                .secureBoot(secureBoot.or(other::secureBoot))
                .blockDeviceMappings(either(blockDeviceMappings, other.blockDeviceMappings))
                .networkInterfaces(networkInterfaces.or(other::networkInterfaces))
                .privateIpAddress(privateIpAddress.or(other::privateIpAddress))
                .securityGroups(either(securityGroups, other.securityGroups))
                .forwards(either(forwards, other.forwards))
                .instanceInitiatedShutdownBehavior(
                        instanceInitiatedShutdownBehavior.or(other::instanceInitiatedShutdownBehavior))
                .disableApiTermination(disableApiTermination.or(other::disableApiTermination))
                .disableApiStop(disableApiStop.or(other::disableApiStop))
                .cpuOptions(cpuOptions.or(other::cpuOptions))
                .accelerator(accelerator.or(other::accelerator))
                .display(display.or(other::display))
                .metadataOptions(metadataOptions.or(other::metadataOptions))
                .seed(seed.or(other::seed))
                .hostname(hostname.or(other::hostname))
                .instanceTags(either(instanceTags, other.instanceTags))
                .volumeTags(either(volumeTags, other.volumeTags))
                .build();
    }

    private static <T> List<T> either(List<T> first, List<T> second) {
        return first.isEmpty() ? second : first;
    }
}
