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

/** A {@link LaunchSpec} in the making. Each method sets the component of the same name and returns this. */
public final class LaunchSpecDraft {

    private Optional<String> imageId = Optional.empty();
    private Optional<String> instanceType = Optional.empty();
    private Optional<String> keyName = Optional.empty();
    private Optional<UserData> userData = Optional.empty();
    private Optional<String> kernelId = Optional.empty();
    private Optional<String> ramdiskId = Optional.empty();
    private Optional<String> kernelCommandLine = Optional.empty();
    private Optional<Boolean> secureBoot = Optional.empty();
    private List<BlockDeviceRequest> blockDeviceMappings = List.of();
    private Optional<List<InterfaceRequest>> networkInterfaces = Optional.empty();
    private Optional<String> privateIpAddress = Optional.empty();
    private List<String> securityGroups = List.of();
    private List<ForwardRequest> forwards = List.of();
    private Optional<ShutdownBehavior> instanceInitiatedShutdownBehavior = Optional.empty();
    private Optional<Boolean> disableApiTermination = Optional.empty();
    private Optional<Boolean> disableApiStop = Optional.empty();
    private Optional<CpuOptions> cpuOptions = Optional.empty();
    private Optional<String> accelerator = Optional.empty();
    private Optional<Display> display = Optional.empty();
    private Optional<MetadataOptionsRequest> metadataOptions = Optional.empty();
    private Optional<SeedKind> seed = Optional.empty();
    private Optional<String> hostname = Optional.empty();
    private List<Tag> instanceTags = List.of();
    private List<Tag> volumeTags = List.of();

    /** The same as one that there is. */
    public static LaunchSpecDraft of(LaunchSpec spec) {
        LaunchSpecDraft draft = new LaunchSpecDraft();
        draft.imageId = spec.imageId();
        draft.instanceType = spec.instanceType();
        draft.keyName = spec.keyName();
        draft.userData = spec.userData();
        draft.kernelId = spec.kernelId();
        draft.ramdiskId = spec.ramdiskId();
        draft.kernelCommandLine = spec.kernelCommandLine();
        draft.secureBoot = spec.secureBoot();
        draft.blockDeviceMappings = spec.blockDeviceMappings();
        draft.networkInterfaces = spec.networkInterfaces();
        draft.privateIpAddress = spec.privateIpAddress();
        draft.securityGroups = spec.securityGroups();
        draft.forwards = spec.forwards();
        draft.instanceInitiatedShutdownBehavior = spec.instanceInitiatedShutdownBehavior();
        draft.disableApiTermination = spec.disableApiTermination();
        draft.disableApiStop = spec.disableApiStop();
        draft.cpuOptions = spec.cpuOptions();
        draft.accelerator = spec.accelerator();
        draft.display = spec.display();
        draft.metadataOptions = spec.metadataOptions();
        draft.seed = spec.seed();
        draft.hostname = spec.hostname();
        draft.instanceTags = spec.instanceTags();
        draft.volumeTags = spec.volumeTags();
        return draft;
    }

    public LaunchSpecDraft imageId(Optional<String> next) {
        this.imageId = next;
        return this;
    }

    public LaunchSpecDraft instanceType(Optional<String> next) {
        this.instanceType = next;
        return this;
    }

    public LaunchSpecDraft keyName(Optional<String> next) {
        this.keyName = next;
        return this;
    }

    public LaunchSpecDraft userData(Optional<UserData> next) {
        this.userData = next;
        return this;
    }

    public LaunchSpecDraft kernelId(Optional<String> next) {
        this.kernelId = next;
        return this;
    }

    public LaunchSpecDraft ramdiskId(Optional<String> next) {
        this.ramdiskId = next;
        return this;
    }

    public LaunchSpecDraft kernelCommandLine(Optional<String> next) {
        this.kernelCommandLine = next;
        return this;
    }

    public LaunchSpecDraft secureBoot(Optional<Boolean> next) {
        this.secureBoot = next;
        return this;
    }

    public LaunchSpecDraft blockDeviceMappings(List<BlockDeviceRequest> next) {
        this.blockDeviceMappings = next;
        return this;
    }

    public LaunchSpecDraft networkInterfaces(Optional<List<InterfaceRequest>> next) {
        this.networkInterfaces = next;
        return this;
    }

    public LaunchSpecDraft privateIpAddress(Optional<String> next) {
        this.privateIpAddress = next;
        return this;
    }

    public LaunchSpecDraft securityGroups(List<String> next) {
        this.securityGroups = next;
        return this;
    }

    public LaunchSpecDraft forwards(List<ForwardRequest> next) {
        this.forwards = next;
        return this;
    }

    public LaunchSpecDraft instanceInitiatedShutdownBehavior(Optional<ShutdownBehavior> next) {
        this.instanceInitiatedShutdownBehavior = next;
        return this;
    }

    public LaunchSpecDraft disableApiTermination(Optional<Boolean> next) {
        this.disableApiTermination = next;
        return this;
    }

    public LaunchSpecDraft disableApiStop(Optional<Boolean> next) {
        this.disableApiStop = next;
        return this;
    }

    public LaunchSpecDraft cpuOptions(Optional<CpuOptions> next) {
        this.cpuOptions = next;
        return this;
    }

    public LaunchSpecDraft display(Optional<Display> next) {
        this.display = next;
        return this;
    }

    public LaunchSpecDraft accelerator(Optional<String> next) {
        this.accelerator = next;
        return this;
    }

    public LaunchSpecDraft metadataOptions(Optional<MetadataOptionsRequest> next) {
        this.metadataOptions = next;
        return this;
    }

    public LaunchSpecDraft seed(Optional<SeedKind> next) {
        this.seed = next;
        return this;
    }

    public LaunchSpecDraft hostname(Optional<String> next) {
        this.hostname = next;
        return this;
    }

    public LaunchSpecDraft instanceTags(List<Tag> next) {
        this.instanceTags = next;
        return this;
    }

    public LaunchSpecDraft volumeTags(List<Tag> next) {
        this.volumeTags = next;
        return this;
    }

    /** What was said. */
    public LaunchSpec build() {
        return new LaunchSpec(imageId, instanceType, keyName, userData, kernelId, ramdiskId, kernelCommandLine, secureBoot,
                blockDeviceMappings, networkInterfaces, privateIpAddress, securityGroups, forwards,
                instanceInitiatedShutdownBehavior, disableApiTermination, disableApiStop, cpuOptions, accelerator, display,
                metadataOptions, seed, hostname, instanceTags, volumeTags);
    }
}
