package dev.slipway.launcher.cli.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.host.json.JsonTree;
import dev.slipway.launcher.instance.request.LaunchSpec;
import dev.slipway.launcher.view.template.TemplateDataView;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** LaunchTemplateData, read and written. */
class TemplateDataTest {

    private static final String FULL = """
            {"ImageId": "web:stable", "InstanceType": "t3.small", "KeyName": "lab", "UserData": "aGk=", "KernelId": "aki-1",
             "RamDiskId": "ari-1",
             "BlockDeviceMappings": [{"DeviceName": "/dev/sdb", "Ebs": {"VolumeSize": 2, "DeleteOnTermination": false}},
                                     {"DeviceName": "/dev/sdc", "VirtualName": "ephemeral0"},
                                     {"DeviceName": "/dev/sdd", "NoDevice": ""}],
             "NetworkInterfaces": [{"DeviceIndex": 0, "PrivateIpAddress": "192.0.2.7", "Groups": ["sg-1"],
                                    "Slipway": {"Network": "nat:lab"}},
                                   {"DeviceIndex": 1, "Slipway": {"Network": "user", "Forwards": ["8080:80", "443"]}}],
             "SecurityGroupIds": ["sg-0123456789abcdef0"], "SecurityGroups": ["web"],
             "InstanceInitiatedShutdownBehavior": "terminate", "DisableApiTermination": true, "DisableApiStop": false,
             "CpuOptions": {"CoreCount": 2, "ThreadsPerCore": 1},
             "TagSpecifications": [{"ResourceType": "instance", "Tags": [{"Key": "Name", "Value": "w"}]},
                                   {"ResourceType": "volume", "Tags": [{"Key": "Name", "Value": "v"}]}],
             "Slipway": {"Hostname": "web", "KernelCommandLine": "quiet", "SecureBoot": true, "Accelerator": "tcg",
                         "PrivateIpAddress": "192.0.2.8", "Forwards": ["22"]}}""";

    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsWhatWasRead() throws Exception {
        LaunchSpec spec = TemplateDataText.read(FULL);
        ObjectNode written = TemplateDataView.of(spec);
        assertEquals(JsonTree.read(FULL), written);
        assertEquals(spec, TemplateDataText.read(written.toString()));
    }

    @Test
    void aFileDoesAsWell() throws Exception {
        Path file = Files.writeString(folder.resolve("data.json"), FULL);
        assertEquals(TemplateDataText.read(FULL), TemplateDataText.read(file.toString()));
        assertEquals(TemplateDataText.read(FULL), TemplateDataText.read("file://" + file));
        assertThrows(IllegalArgumentException.class, () -> TemplateDataText.read(folder.resolve("none").toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{} x", "{\"ImageID\": \"a\"}", "{\"EbsOptimized\": true}", "{\"ImageId\": 7}",
        "{\"DisableApiStop\": \"true\"}", "{\"CpuOptions\": {\"CoreCount\": \"2\"}}", "{\"CpuOptions\": 2}",
        "{\"TagSpecifications\": [{\"ResourceType\": \"image\", \"Tags\": []}]}", "{\"TagSpecifications\": {}}",
        "{\"SecurityGroups\": \"web\"}", "{\"SecurityGroups\": [1]}", "{\"NetworkInterfaces\": [{\"DeviceIndex\": 1}]}",
        "{\"NetworkInterfaces\": [{\"Slipway\": {\"Network\": \"none\"}}]}", "{\"Slipway\": {\"Accelerator\": \"fast\"}}",
        "{\"InstanceInitiatedShutdownBehavior\": \"explode\"}", "{\"Slipway\": {\"What\": 1}}"})
    void whatHasNoMeaningIsRefused(String json) {
        assertThrows(IllegalArgumentException.class, () -> TemplateDataText.read(json));
    }

    @Test
    void theMessageSaysWhatThereMayBe() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> TemplateDataText.read("{\"ImageID\": \"a\"}"));
        assertTrue(e.getMessage().startsWith("'ImageID' has no meaning here; LaunchTemplateData may have ImageId, "),
                e.getMessage());
    }
}
