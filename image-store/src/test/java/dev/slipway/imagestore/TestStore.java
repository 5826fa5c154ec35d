package dev.slipway.imagestore;

import dev.slipway.host.process.Subprocess;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.layout.StoreLayout;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A store in a folder of a test, and disk images to feed it with. */
public final class TestStore implements AutoCloseable {

    public static final AccountId ALICE = new AccountId("000000001000");
    public static final AccountId BOB = new AccountId("000000001001");

    private static final int MIB = 1 << 20;

    public final StoreLayout layout;
    public final ImageStore store;
    private final Path files;

    public TestStore(Path folder) throws IOException {
        files = Files.createDirectories(folder.resolve("files"));
        layout = new StoreLayout(folder.resolve("home"), StoreLayout.DEFAULT_REGION);
        store = ImageStore.open(layout, ALICE, List.of());
    }

    /** The same store as another account sees it. */
    public ImageStore openAs(AccountId account) {
        return ImageStore.open(layout, account, List.of());
    }

    /** A raw disk with a boot sector's mark and content that follows from the seed. */
    public Path raw(String name, int mib, long seed) throws IOException {
        byte[] content = new byte[mib * MIB];
        new Random(seed).nextBytes(content);
        content[510] = 0x55;
        content[511] = (byte) 0xaa;
        return Files.write(files.resolve(name), content);
    }

    /** The same as a qcow2. */
    public Path qcow2(String name, int mib, long seed) throws IOException {
        Path raw = raw(name + ".raw", mib, seed);
        Path qcow2 = files.resolve(name);
        qemuImg("convert", "-f", "raw", "-O", "qcow2", raw.toString(), qcow2.toString());
        Files.delete(raw);
        return qcow2;
    }

    public Path file(String name) {
        return files.resolve(name);
    }

    public Path text(String name, String content) throws IOException {
        return Files.writeString(files.resolve(name), content);
    }

    public static void qemuImg(String... arguments) {
        List<String> command = new ArrayList<>(List.of("qemu-img"));
        command.addAll(Arrays.asList(arguments));
        Subprocess.run(command, Duration.ofSeconds(60));
    }

    /** Cuts a file off. */
    public static void truncate(Path file, long length) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(length);
        }
    }

    /** Everything in the region's folder but the catalogue and the mark, relative to it: what a test may have left. */
    public List<String> filesInPlace() throws IOException {
        try (Stream<Path> all = Files.walk(layout.regionFolder())) {
            return all.filter(Files::isRegularFile).map(p -> layout.regionFolder().relativize(p).toString())
                    .filter(p -> !p.startsWith("catalogue.db") && !p.equals("region.json")).sorted().toList();
        }
    }

    /** The folders for work in flight, which must be empty when nothing is. */
    public List<String> leftovers() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path folder : List.of(layout.stagingArea(), layout.locks())) {
            try (Stream<Path> all = Files.list(folder)) {
                all.forEach(path -> found.add(path.toString()));
            }
        }
        return found;
    }

    @Override
    public void close() {
        store.close();
    }
}
