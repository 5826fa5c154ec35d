package dev.slipway.launcher.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.image.VirtualizationType;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceTypesTest {

    @TempDir
    private Path folder;
    private Path userFile;
    private InstanceTypes types;

    @BeforeEach
    void withoutAFileOfTheUsers() {
        userFile = folder.resolve("instance-types.json");
        types = new InstanceTypes(userFile);
    }

    @Test
    void sizesAreEc2s() {
        assertEquals(new InstanceType("t3.micro", 2, 1024, List.of(Architecture.X86_64), List.of(VirtualizationType.HVM),
                List.of(), false), types.named("t3.micro"));
        assertEquals(List.of(Architecture.ARM64), types.named("m7g.medium").architectures());
        assertEquals(627, types.named("t1.micro").memoryMebibytes());
        assertEquals(196608, types.named("m5.12xlarge").memoryMebibytes());
    }

    @Test
    void instanceStoreDisksHaveTheirNumbersAndSizes() {
        InstanceType type = types.named("m3.2xlarge");
        assertEquals(2, type.storageDisks());
        assertEquals(80_000_000_000L, type.storageDiskBytes(1));
        assertThrows(IllegalArgumentException.class, () -> type.storageDiskBytes(2));
    }

    @Test
    void theLabFamilyRunsEverythingOnLittleMemory() {
        InstanceType type = types.named("lab.64m");
        assertEquals(64, type.memoryMebibytes());
        assertEquals(List.of(Architecture.values()), type.architectures());
        assertEquals(List.of(VirtualizationType.values()), type.virtualizationTypes());
    }

    @Test
    void anUnknownTypeNamesTheNearest() {
        LauncherException e = assertThrows(LauncherException.class, () -> types.named("t3.mikro"));
        assertEquals(LauncherError.INSTANCE_TYPE_UNKNOWN, e.code());
        assertEquals("The instance type 't3.mikro' does not exist.", e.getMessage());
        assertTrue(e.hint().orElseThrow().startsWith("Did you mean t3.micro"), e.hint().orElseThrow());
    }

    @Test
    void anUnknownSizeOfAKnownFamilyNamesItsSizes() {
        LauncherException e = assertThrows(LauncherException.class, () -> types.named("a1.enormous"));
        assertEquals("Did you mean a1.2xlarge, a1.4xlarge, a1.large, a1.medium, a1.xlarge?", e.hint().orElseThrow());
    }

    @Test
    void aNameLikeNoOtherPointsToTheList() {
        LauncherException e = assertThrows(LauncherException.class, () -> types.named("gigantic"));
        assertEquals("List all with: slipway type list", e.hint().orElseThrow());
    }

    @Test
    void theUsersTypesAddAndOverride() throws IOException {
        userTypes("""
                {"NextToken": "x", "InstanceTypes": [
                  {"InstanceType": "t3.micro", "Hypervisor": "nitro", "VCpuInfo": {"DefaultVCpus": 1, "DefaultCores": 1},
                   "MemoryInfo": {"SizeInMiB": 300}, "GpuInfo": {"Gpus": [{"Count": 1}]},
                   "ProcessorInfo": {"SupportedArchitectures": ["x86_64", "x86_64_mac"]}},
                  {"InstanceType": "mine.big", "VCpuInfo": {"DefaultVCpus": 3}, "MemoryInfo": {"SizeInMiB": 3000},
                   "ProcessorInfo": {"SupportedArchitectures": ["arm64"]}, "SupportedVirtualizationTypes": ["paravirtual"],
                   "InstanceStorageInfo": {"TotalSizeInGB": 9, "Disks": [{"SizeInGB": 4}, {"SizeInGB": 5, "Type": "hdd"}]}}
                ]}""");
        assertEquals(300, types.named("t3.micro").memoryMebibytes());
        assertEquals(new InstanceType("mine.big", 3, 3000, List.of(Architecture.ARM64),
                List.of(VirtualizationType.PARAVIRTUAL),
                List.of(new InstanceStorageDisk(1, 4, "ssd"), new InstanceStorageDisk(1, 5, "hdd")), false),
                types.named("mine.big"));
        assertEquals(1024, types.named("t2.micro").memoryMebibytes());
        assertTrue(types.all().contains(types.named("mine.big")));
    }

    @Test
    void aMistakeInTheUsersFileIsNamedWithItsEntryAndLine() throws IOException {
        assertUserFileRefused("", "has null where START_OBJECT belongs");
        assertUserFileRefused("[]", "has START_ARRAY where START_OBJECT belongs");
        assertUserFileRefused("{}", "has no list 'InstanceTypes'");
        assertUserFileRefused("{\"InstanceTypes\": [", "is not JSON near line 1");
        assertUserFileRefused("{\"InstanceTypes\": [{\"InstanceType\": \"a.b\"}]}", "has no 'VCpuInfo.DefaultVCpus'");
        assertUserFileRefused("{\"InstanceTypes\": [\n{\"VCpuInfo\": {\"DefaultVCpus\": \"2\"}}]}",
                "entry 1 (line 2) has a 'VCpuInfo.DefaultVCpus' that is no positive whole number");
        assertUserFileRefused("{\"InstanceTypes\": [{\"InstanceType\": 7}]}", "has a 'InstanceType' that is no text");
        assertUserFileRefused("{\"InstanceTypes\": [{\"MemoryInfo\": {\"SizeInMiB\": -1}}]}", "no positive whole number");
        assertUserFileRefused("{\"InstanceTypes\": [{\"MemoryInfo\": {\"SizeInMiB\": 99999999999}}]}",
                "no positive whole number");
        assertUserFileRefused("{\"InstanceTypes\": [{\"SupportedVirtualizationTypes\": [\"xen\"]}]}",
                "the virtualization type 'xen'");
        assertUserFileRefused("{\"InstanceTypes\": [nonsense", "is not JSON near line 1");
    }

    @Test
    void theBuiltInNamesAreSortedForReadersAndUnique() {
        List<String> names = new ArrayList<>();
        for (InstanceType type : types.all()) {
            names.add(type.name());
            assertTrue(type.name().matches("[a-z][a-z0-9]*\\.[a-z0-9]+"), type.name());
        }
        assertEquals(names.stream().sorted().distinct().toList(), names);
        assertTrue(names.size() > 150, "only " + names.size());
    }

    private void userTypes(String json) throws IOException {
        Files.writeString(userFile, json);
    }

    private void assertUserFileRefused(String json, String words) throws IOException {
        userTypes(json);
        LauncherException e = assertThrows(LauncherException.class, () -> types.named("t3.micro"));
        assertEquals(LauncherError.SETTINGS_INVALID, e.code());
        assertTrue(e.getMessage().contains(words) && e.getMessage().contains(userFile.toString()), e.getMessage());
    }
}
