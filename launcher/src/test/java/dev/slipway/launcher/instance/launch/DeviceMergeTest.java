package dev.slipway.launcher.instance.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.host.errors.SlipwayException;
import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageDraft;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.image.RootDeviceType;
import dev.slipway.imagestore.mapping.BlockDevice;
import dev.slipway.imagestore.mapping.BlockDeviceMapping;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.launcher.cli.command.BlockDevicesText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Block device mappings of a launch over those of its image. */
class DeviceMergeTest {

    private static final SnapshotId ROOT = new SnapshotId("snap-00000000000000001");
    private static final SnapshotId DATA = new SnapshotId("snap-00000000000000002");
    private static final SnapshotId OTHER = new SnapshotId("snap-00000000000000003");

    @Test
    void whatIsNotNamedIsAsTheImageHasIt() {
        assertEquals(image().blockDeviceMappings(), merged());
    }

    @Test
    void aLargerRootKeepsAllElse() {
        assertEquals(new BlockDevice.FromSnapshot(ROOT, 20, "gp3", true), device("/dev/sda1",
                "DeviceName=/dev/sda1,Ebs={VolumeSize=20}"));
        assertEquals(new BlockDevice.FromSnapshot(ROOT, 8, "gp3", false), device("/dev/sda1",
                "DeviceName=/dev/sda1,Ebs={DeleteOnTermination=false}"));
    }

    @Test
    void speedsGoWithTheirType() {
        assertEquals(new BlockDevice.FromSnapshot(DATA, 4, "io1", false, Optional.of(200), Optional.empty()),
                device("/dev/sdb", "DeviceName=/dev/sdb,Ebs={DeleteOnTermination=false}"));
        assertEquals(new BlockDevice.FromSnapshot(DATA, 4, "gp3", true), device("/dev/sdb",
                "DeviceName=/dev/sdb,Ebs={VolumeType=gp3}"));
    }

    @Test
    void anotherSnapshotBringsItsOwnSize() {
        assertEquals(new BlockDevice.FromSnapshot(OTHER, 2, "io1", true, Optional.of(200), Optional.empty()),
                device("/dev/sdb", "DeviceName=/dev/sdb,Ebs={SnapshotId=" + OTHER + "}"));
    }

    @Test
    void aDeviceIsLeftOutReplacedOrAdded() {
        assertEquals(List.of("/dev/sda1", "/dev/sdc"), names("DeviceName=/dev/sdb,NoDevice="));
        assertEquals(new BlockDevice.Ephemeral(1), device("/dev/sdb", "DeviceName=/dev/sdb,VirtualName=ephemeral1"));
        assertEquals(new BlockDevice.Blank(1, "gp3", true), device("/dev/sdc", "DeviceName=/dev/sdc,Ebs={VolumeSize=1}"));
        assertEquals(List.of("/dev/sda1", "/dev/sdb", "/dev/sdc", "/dev/sdf", "/dev/sdg"), names(
                "DeviceName=/dev/sdf,Ebs={VolumeSize=1}", "DeviceName=/dev/sdg,Ebs={SnapshotId=" + OTHER + "}",
                "DeviceName=/dev/sdh,NoDevice="));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "The device name '/dev/sdf' is used more than once. | DeviceName=/dev/sdf,Ebs={VolumeSize=1} | DeviceName=/dev/sdf,NoDevice=",
        "The device '/dev/sda1' is used as root device and cannot be removed. | DeviceName=/dev/sda1,NoDevice= |",
        "The root device '/dev/sda1' is a volume and cannot be an instance store disk. | DeviceName=/dev/sda1,VirtualName=ephemeral0 |",
        "The snapshot of the root device '/dev/sda1' cannot be changed. | DeviceName=/dev/sda1,Ebs={SnapshotId=snap-00000000000000003} |",
        "Volume of size 7GB is smaller than snapshot 'snap-00000000000000001', expect size >= 8GB. | DeviceName=/dev/sda1,Ebs={VolumeSize=7} |",
        "Volume of size 1GB is smaller than snapshot 'snap-00000000000000003', expect size >= 2GB. | DeviceName=/dev/sdf,Ebs={SnapshotId=snap-00000000000000003,VolumeSize=1} |",
        "The block device '/dev/sdf' needs a snapshot or a size. | DeviceName=/dev/sdf,Ebs={VolumeType=gp3} |",
        "The block device '/dev/sdf' cannot have 65537GB. | DeviceName=/dev/sdf,Ebs={VolumeSize=65537} |",
        "The block device '/dev/sda1' must have exactly one of Ebs, VirtualName and NoDevice. | DeviceName=/dev/sda1,Ebs={VolumeSize=9},NoDevice= |",
        "The virtual name 'ephemeralX' is not ephemeral0, ephemeral1 and so on. | DeviceName=/dev/sdf,VirtualName=ephemeralX |",
    })
    void whatMakesNoSenseIsRefused(String sentence, String first, String second) {
        List<String> mappings = new ArrayList<>(List.of(first));
        Optional.ofNullable(second).ifPresent(mappings::add);
        SlipwayException e = assertThrows(SlipwayException.class, () -> merged(mappings.toArray(String[]::new)));
        assertEquals("InvalidBlockDeviceMapping", e.code().code());
        assertEquals(sentence, e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"InvalidParameterValue, VolumeType=fast", "MissingParameter, VolumeType=io2",
        "InvalidParameterCombination, VolumeType=gp2;Throughput=200", "InvalidParameterValue, Encrypted=true"})
    void volumesAreHeldAgainstTheRulesOfTheirTypes(String code, String ebs) {
        SlipwayException e = assertThrows(SlipwayException.class, () ->
                merged("DeviceName=/dev/sda1,Ebs={" + ebs.replace(';', ',') + "}"));
        assertEquals(code, e.code().code());
    }

    @Test
    void theRootOfAnInstanceStoreImageIsNotToBeChanged() {
        Image store = new ImageDraft(ImageId.nextMachine(), "store", new AccountId("123456789012"), ImageType.MACHINE,
                Architecture.X86_64, Instant.EPOCH)
                .rootDeviceType(RootDeviceType.INSTANCE_STORE).rootDeviceName(Optional.of("/dev/sda1")).build();
        assertThrows(SlipwayException.class, () -> new DeviceMerge(store, id -> 1)
                .with(BlockDevicesText.read("DeviceName=/dev/sda1,Ebs={VolumeSize=9}")));
    }

    private static BlockDevice device(String name, String... mappings) {
        return merged(mappings).stream().filter(each -> each.deviceName().equals(name)).findFirst().orElseThrow().device();
    }

    private static List<String> names(String... mappings) {
        return merged(mappings).stream().map(BlockDeviceMapping::deviceName).toList();
    }

    private static List<BlockDeviceMapping> merged(String... mappings) {
        List<BlockDeviceRequest> requests = new ArrayList<>();
        for (String mapping : mappings) {
            requests.addAll(BlockDevicesText.read(mapping));
        }
        return new DeviceMerge(image(), id -> id.equals(ROOT) ? 8 : id.equals(DATA) ? 4 : 2).with(requests);
    }

    private static Image image() {
        return new ImageDraft(new ImageId("ami-00000000000000001"), "web", new AccountId("123456789012"), ImageType.MACHINE,
                Architecture.X86_64, Instant.EPOCH)
                .rootDeviceName(Optional.of("/dev/sda1"))
                .blockDeviceMappings(List.of(
                        new BlockDeviceMapping("/dev/sda1", new BlockDevice.FromSnapshot(ROOT, 8, "gp3", true)),
                        new BlockDeviceMapping("/dev/sdb", new BlockDevice.FromSnapshot(
                                DATA, 4, "io1", true, Optional.of(200), Optional.empty())),
                        new BlockDeviceMapping("/dev/sdc", new BlockDevice.Ephemeral(0))))
                .build();
    }
}
