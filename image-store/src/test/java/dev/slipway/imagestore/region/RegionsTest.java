package dev.slipway.imagestore.region;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.layout.StoreLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Regions come and go, on this disk and on others, and none is made or lost by mistake. */
class RegionsTest {

    @TempDir
    private Path folder;
    private Path home;
    private Regions regions;

    @BeforeEach
    void prepare() {
        home = folder.resolve("home");
        regions = new Regions(home);
    }

    @Test
    void onlyTheDefaultRegionComesIntoBeingByItself() throws IOException {
        open("local-1").close();
        StoreException e = refused(StoreError.REGION_NOT_FOUND, () -> open("local-2"));
        assertEquals("Did you mean 'local-1'?", e.hint().orElseThrow());
        assertTrue(refused(StoreError.REGION_NOT_FOUND, () -> open("tokyo")).hint().orElseThrow()
                .contains("slipway region add tokyo"));
        assertEquals(List.of("local-1"), names());
        assertEquals(List.of("local-1"), entries());
    }

    @Test
    void aRegionIsAStoreOfItsOwn() {
        Region lab = regions.add("lab-2", Optional.empty(), Optional.of("qemu:///session"));
        assertEquals(new Region("lab-2", home.resolve("regions/lab-2"), false, true, Optional.of("qemu:///session")), lab);
        open("lab-2").close();
        assertEquals(List.of("lab-2", "local-1"), names());
        assertEquals(Optional.of("qemu:///session"), regions.libvirtUri("lab-2"));
        assertEquals(Optional.empty(), regions.libvirtUri("local-1"));
        refused(StoreError.REGION_EXISTS, () -> regions.add("lab-2", Optional.empty(), Optional.empty()));
        regions.remove("lab-2", false);
        assertEquals(List.of("local-1"), names());
        refused(StoreError.REGION_NOT_FOUND, () -> regions.find("lab-2"));
    }

    @Test
    void aRegionLiesOnAnotherDiskAndIsMissedWhenThatIsGone() throws IOException {
        Path disk = folder.resolve("mnt/disk");
        assertEquals(disk, regions.add("far-1", Optional.of(disk), Optional.empty()).folder());
        assertTrue(Files.isSymbolicLink(home.resolve("regions/far-1")));
        open("far-1").close();
        assertTrue(Files.exists(disk.resolve("catalogue.db")));

        Path unmounted = Files.move(disk, folder.resolve("mnt/away"));
        assertFalse(regions.find("far-1").available());
        refused(StoreError.REGION_UNAVAILABLE, () -> open("far-1"));
        Files.createDirectory(disk);
        refused(StoreError.REGION_UNAVAILABLE, () -> open("far-1"));
        refused(StoreError.REGION_UNAVAILABLE, () -> regions.remove("far-1", false));
        assertEquals(0, disk.toFile().list().length);
        Files.delete(disk);
        Files.move(unmounted, disk);
        open("far-1").close();
    }

    @Test
    void aMountPointOfTheDefaultRegionIsNoRegionEither() throws IOException {
        Files.createDirectories(home.resolve("regions/local-1"));
        refused(StoreError.REGION_UNAVAILABLE, () -> open("local-1"));
    }

    @Test
    void aRegionGoesToAnotherHome() throws IOException {
        Path disk = folder.resolve("disk");
        regions.add("far-1", Optional.of(disk), Optional.of("qemu:///system"));
        open("far-1").close();
        refused(StoreError.REGION_IN_USE, () -> {
            Files.createDirectory(disk.resolve("instances/i-0123456789abcdef0"));
            try {
                regions.remove("far-1", true);
            } finally {
                Files.delete(disk.resolve("instances/i-0123456789abcdef0"));
            }
        });
        regions.remove("far-1", true);
        assertEquals(List.of("local-1"), names());
        Regions other = new Regions(folder.resolve("other"));
        refused(StoreError.PARAMETER_VALUE, () -> other.add("far-2", Optional.of(disk), Optional.empty()));
        assertEquals(Optional.of("qemu:///system"),
                other.add("far-1", Optional.of(disk), Optional.empty()).libvirtUri());
        assertEquals(Optional.of("qemu:///session"), regions.add("far-1", Optional.of(disk),
                Optional.of("qemu:///session")).libvirtUri());
        refused(StoreError.PARAMETER_COMBINATION, () -> {
            regions.remove("local-1", true);
        });
    }

    @Test
    void aRegionThatHoldsSomethingStays() throws IOException {
        open("local-1").close();
        regions.add("far-1", Optional.of(folder.resolve("disk")), Optional.empty());
        ImageStore far = open("far-1");
        Files.createDirectory(far.layout().layers().resolve("layer-0123456789abcdef0"));
        far.close();
        StoreException e = refused(StoreError.REGION_IN_USE, () -> {
            regions.remove("far-1", false);
        });
        assertTrue(e.getMessage().contains("layers/layer-0123456789abcdef0"), e.getMessage());
        assertTrue(regions.find("far-1").available());
        Files.delete(folder.resolve("disk/layers/layer-0123456789abcdef0"));
        regions.remove("far-1", false);
        assertEquals(0, folder.resolve("disk").toFile().list().length);
        assertEquals(List.of("local-1"), entries());
    }

    @Test
    void badNamesFoldersAndUrisAreRefused() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Path full = Files.createDirectories(folder.resolve("full/of/things"));
        for (String name : List.of("", "../x", "a/b", "1st", "x y", "é", "x".repeat(65), "a\nb")) {
            refused(StoreError.PARAMETER_VALUE, () -> regions.add(name, Optional.empty(), Optional.empty()));
        }
        refused(StoreError.PARAMETER_VALUE, () -> regions.add("far-1", Optional.of(file), Optional.empty()));
        refused(StoreError.PARAMETER_VALUE, () -> regions.add("far-1", Optional.of(full.getParent()), Optional.empty()));
        refused(StoreError.PARAMETER_VALUE, () -> regions.add("far-1", Optional.of(folder.resolve("d")), Optional.of(" ")));
        refused(StoreError.PARAMETER_VALUE, () ->
                regions.add("far-1", Optional.of(home.resolve("regions/inside")), Optional.empty()));
        Files.writeString(full.resolve("region.json"), "{\"Version\":1,");
        refused(StoreError.STORE_CORRUPT, () -> regions.add("far-1", Optional.of(full), Optional.empty()));
        Files.writeString(full.resolve("region.json"),
                "{\"Version\":2,\"RegionName\":\"far-1\",\"CreatedAt\":\"2026-01-01T00:00:00.000Z\"}");
        refused(StoreError.STORE_TOO_NEW, () -> regions.add("far-1", Optional.of(full), Optional.empty()));
        assertFalse(Files.exists(home.resolve("regions/far-1"), LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void manyProcessesMakeTheDefaultRegionAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<Void>> opens = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            opens.add(() -> {
                open("local-1").close();
                return null;
            });
        }
        for (Future<Void> one : threads.invokeAll(opens)) {
            one.get();
        }
        threads.shutdown();
        assertEquals(List.of("local-1"), entries());
    }

    private ImageStore open(String region) {
        return ImageStore.open(new StoreLayout(home, region), TestStore.ALICE, List.of());
    }

    private List<String> names() {
        return regions.list().stream().map(Region::regionName).toList();
    }

    private List<String> entries() throws IOException {
        try (Stream<Path> all = Files.list(home.resolve("regions"))) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static StoreException refused(StoreError code, Executable work) {
        StoreException e = assertThrows(StoreException.class, work);
        assertEquals(code, e.kind(), e.getMessage());
        return e;
    }
}
