package dev.slipway.launcher.instance.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.launcher.instance.record.EphemeralDisk;
import dev.slipway.launcher.instance.record.InstanceId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EphemeralDisksTest {

    private static final InstanceId ID = new InstanceId("i-0123456789abcdef0");

    @TempDir
    Path home;

    @Test
    void aSmallerTypeLeavesNoDiskOfTheLargerOneBehind() throws Exception {
        StoreLayout layout = new StoreLayout(home, StoreLayout.DEFAULT_REGION);
        EphemeralDisks disks = new EphemeralDisks(layout);
        disks.make(ID, List.of(disk(0), disk(1)));
        Path folder = new InstanceFiles(layout, ID).folder();
        Files.writeString(folder.resolve("console.log"), "kept");
        disks.make(ID, List.of(disk(0)));
        assertEquals(List.of("console.log", "ephemeral0.qcow2"), names(folder));
        disks.make(ID, List.of());
        assertEquals(List.of("console.log"), names(folder));
    }

    private static EphemeralDisk disk(int number) {
        return new EphemeralDisk("/dev/sd" + (char) ('b' + number), "vd" + (char) ('b' + number), number, 1_000_000_000L);
    }

    private static List<String> names(Path folder) {
        return List.copyOf(new TreeSet<>(List.of(folder.toFile().list())));
    }
}
