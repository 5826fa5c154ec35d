package dev.slipway.imagestore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.host.machine.Architecture;
import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.id.OperationId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.image.BootFile;
import dev.slipway.imagestore.image.BootMode;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.DeregistrationProtection;
import dev.slipway.imagestore.image.ImageDraft;
import dev.slipway.imagestore.image.ImageOrigin;
import dev.slipway.imagestore.image.ImdsSupport;
import dev.slipway.imagestore.image.ImageState;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.image.RootDeviceType;
import dev.slipway.imagestore.image.StateReason;
import dev.slipway.imagestore.image.VirtualizationType;
import dev.slipway.imagestore.json.Json;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.mapping.BlockDevice;
import dev.slipway.imagestore.mapping.BlockDeviceMapping;
import dev.slipway.imagestore.operation.Operation;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.snapshot.SnapshotState;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.sharing.Permissions;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.imagestore.volume.VolumeAttachment;
import dev.slipway.imagestore.volume.VolumeState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written into the catalogue is read again, and has EC2's form where EC2 has one. */
class JsonFormTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:34:56.789Z");
    private static final AccountId ACCOUNT = new AccountId("000000001000");
    private static final ImageId IMAGE = new ImageId("ami-0123456789abcdef0");
    private static final SnapshotId SNAPSHOT = new SnapshotId("snap-0123456789abcdef0");
    private static final LayerId LAYER = new LayerId("layer-0123456789abcdef0");
    private static final VolumeId VOLUME = new VolumeId("vol-0123456789abcdef0");

    private static Image bareImage() {
        return new ImageDraft(IMAGE, "web", ACCOUNT, ImageType.MACHINE, Architecture.X86_64, NOW).build();
    }

    private static Image fullImage() {
        return new ImageDraft(IMAGE, "web", ACCOUNT, ImageType.MACHINE, Architecture.ARM64, NOW)
                .description(Optional.of("a web server")).state(ImageState.FAILED)
                .stateReason(Optional.of(new StateReason("Client.Error", "It failed.")))
                .launchPermissions(new Permissions(true, List.of(ACCOUNT))).kernelId(Optional.of(ImageId.nextKernel())).ramdiskId(Optional.of(ImageId.nextRamdisk()))
                .rootDeviceType(RootDeviceType.INSTANCE_STORE).rootDeviceName(Optional.of("/dev/sda1"))
                .blockDeviceMappings(List.of(
                        new BlockDeviceMapping("/dev/sda1", new BlockDevice.FromSnapshot(SNAPSHOT, 8, "gp3", true)),
                        new BlockDeviceMapping("/dev/sdb", new BlockDevice.Blank(1, "gp2", false)),
                        new BlockDeviceMapping("/dev/sdc", new BlockDevice.Ephemeral(0)),
                        new BlockDeviceMapping("/dev/sdd", new BlockDevice.NoDevice())))
                .virtualizationType(VirtualizationType.PARAVIRTUAL).bootMode(Optional.of(BootMode.UEFI_PREFERRED))
                .kernelCommandLine(Optional.of("console=ttyS0")).platform(Optional.of("windows"))
                .imageLocation(Optional.of("bucket/web.manifest.xml")).imdsSupport(Optional.of(ImdsSupport.V2_0))
                .origin(ImageOrigin.instance("i-1", IMAGE, "local-2")).productCodes(List.of(new ProductCode("abc-1")))
                .deprecationTime(Optional.of(NOW)).lastLaunchedTime(Optional.of(NOW))
                .deregistrationProtection(new DeregistrationProtection(
                        DeregistrationProtection.Mode.ENABLED_WITH_COOLDOWN, Optional.of(NOW)))
                .bootFile(Optional.of(new BootFile(17, "0".repeat(64)))).tags(List.of(new Tag("k", ""), new Tag("l", "v")))
                .build();
    }

    static Stream<Record> records() {
        return Stream.of(bareImage(), fullImage(),
                new Layer(LAYER, Optional.empty(), 1, 2, DiskFormat.QCOW2, Optional.empty(), NOW),
                new Layer(LAYER, Optional.of(LayerId.next()), 1, 2, DiskFormat.QCOW2, Optional.of("a".repeat(64)), NOW),
                new Snapshot(SNAPSHOT, ACCOUNT, Optional.of("text"), Optional.of(VOLUME), 3, SnapshotState.ERROR,
                        Optional.of("It failed."), NOW, LAYER, new Permissions(false, List.of(ACCOUNT)),
                        List.of(new ProductCode("abc-1")), List.of(new Tag("k", "v"))),
                new Volume(VOLUME, ACCOUNT, 8, Optional.of(SNAPSHOT), Optional.of(LAYER), 2, "local-1a", "gp3",
                        VolumeState.IN_USE, NOW, List.of(new VolumeAttachment("i-1", "/dev/sda1", NOW, true)),
                        List.of(new ProductCode("abc-1")), List.of()),
                new Volume(VOLUME, ACCOUNT, 8, Optional.empty(), Optional.empty(), 0, "local-1a", "gp3",
                        VolumeState.AVAILABLE, NOW, List.of(), List.of(), List.of()),
                new Operation(OperationId.next(), "import", NOW, Map.of("image", "x"), List.of(LAYER),
                        List.of(VOLUME.value())),
                new Operation(OperationId.next(), "import", NOW, Map.of(), List.of(), List.of()));
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyRecordIsReadAsItWasWritten(Record record) {
        assertEquals(record, Json.read(Json.write(record), record.getClass()));
    }

    @Test
    void anImageIsWrittenInEc2sForm() throws Exception {
        JsonNode json = new ObjectMapper().readTree(Json.write(fullImage()));
        assertEquals("ami-0123456789abcdef0", json.get("ImageId").asText());
        assertEquals("2026-01-31T12:34:56.789Z", json.get("CreationDate").asText());
        assertEquals("arm64", json.get("Architecture").asText());
        assertEquals("instance-store", json.get("RootDeviceType").asText());
        assertEquals(true, json.get("LaunchPermissions").get("Public").asBoolean());
        assertEquals("uefi-preferred", json.get("BootMode").asText());
        assertEquals("""
                [{"DeviceName":"/dev/sda1","Ebs":{"SnapshotId":"snap-0123456789abcdef0","VolumeSize":8,\
                "VolumeType":"gp3","DeleteOnTermination":true}},\
                {"DeviceName":"/dev/sdb","Ebs":{"VolumeSize":1,"VolumeType":"gp2","DeleteOnTermination":false}},\
                {"DeviceName":"/dev/sdc","VirtualName":"ephemeral0"},\
                {"DeviceName":"/dev/sdd","NoDevice":""}]""", json.get("BlockDeviceMappings").toString());
    }

    @Test
    void whatIsUnknownIsIgnoredAndWhatIsEmptyIsLeftOut() {
        assertEquals(bareImage(), Json.read(Json.write(bareImage()).replace("{\"ImageId\"", "{\"New\":{\"X\":[1]},\"ImageId\""),
                Image.class));
        assertEquals(-1, Json.write(bareImage()).indexOf("null"));
        assertEquals(-1, Json.write(bareImage()).indexOf("Tags"));
    }
}
