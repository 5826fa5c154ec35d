package dev.slipway.launcher.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.host.errors.SlipwayException;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.mapping.EbsRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockDevicesTextTest {

    private static final String ID = "snap-0123456789abcdef0";
    private static final BlockDeviceRequest ROOT = new BlockDeviceRequest("/dev/sda1", Optional.of(new EbsRequest(
            Optional.of(new SnapshotId(ID)), Optional.of(8), Optional.of("gp3"), Optional.of(false))),
            Optional.empty(), Optional.empty());

    @Test
    void theShorthandOfTheAwsCliIsRead() {
        assertEquals(List.of(new BlockDeviceRequest("/dev/sda1", Optional.of(new EbsRequest(
                Optional.of(new SnapshotId(ID)), Optional.of(8), Optional.of("gp3"), Optional.of(false),
                Optional.of(3000), Optional.empty(), Optional.of(false))), Optional.empty(), Optional.empty())),
                BlockDevicesText.read("DeviceName=/dev/sda1,Ebs={SnapshotId=" + ID
                        + ",VolumeSize=8,VolumeType=gp3,DeleteOnTermination=false,Encrypted=false,Iops=3000}"));
        assertEquals(List.of(new BlockDeviceRequest("/dev/sdb", Optional.empty(), Optional.of("ephemeral0"),
                Optional.empty())), BlockDevicesText.read("DeviceName=/dev/sdb,VirtualName=ephemeral0"));
        assertEquals(List.of(new BlockDeviceRequest("/dev/sdc", Optional.empty(), Optional.empty(), Optional.of(""))),
                BlockDevicesText.read("DeviceName=/dev/sdc,NoDevice="));
    }

    @Test
    void jsonIsReadAsOneOrAsAList() {
        String json = "{\"DeviceName\":\"/dev/sda1\",\"Ebs\":{\"SnapshotId\":\"" + ID
                + "\",\"VolumeSize\":8,\"VolumeType\":\"gp3\",\"DeleteOnTermination\":false}}";
        assertEquals(List.of(ROOT), BlockDevicesText.read(json));
        assertEquals(List.of(ROOT, ROOT), BlockDevicesText.read("[" + json + "," + json + "]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "DeviceName", "DeviceName=/dev/sda1,Ebs={VolumeSize=8", "DeviceName=a,Ebs={VolumeSize=8}}",
        "DeviceName=a,Ebs={VolumeSize=x}", "DeviceName=a,Ebs={DeleteOnTermination=maybe}", "DeviceName=a,Size=8",
        "DeviceName=a,Ebs={Size=8}", "Ebs={VolumeSize=8}", "DeviceName=a,Ebs=8", "[1]", "{", "[", "=", "DeviceName=a,"})
    void whatIsNoMappingIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> BlockDevicesText.read(text));
    }

    @Test
    void aSnapshotIdThatIsNoneIsRefusedWithItsOwnCode() {
        SlipwayException e = assertThrows(SlipwayException.class,
                () -> BlockDevicesText.read("DeviceName=a,Ebs={SnapshotId=snap-x}"));
        assertEquals("InvalidSnapshotID.Malformed", e.code().code());
    }
}
