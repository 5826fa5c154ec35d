package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that go into a guest and come out of it, byte by byte the same. */
class FileCopyIT extends TinyGuestLab {

    @BeforeAll
    static void keepKeysInTheLab() throws IOException {
        Files.writeString(lab.slipway().home().resolve("config.yaml"),
                "key-folder: " + lab.slipway().home().resolve("keys") + "\n");
    }

    @Test
    void filesAndFoldersGoInAndComeOutAsTheyWere(@TempDir Path folder) throws Exception {
        byte[] content = new byte[1_500_000];
        new Random(7).nextBytes(content);
        Path tree = Files.createDirectories(folder.resolve("tree/sub folder")).getParent();
        Path file = Files.write(tree.resolve("big"), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Files.writeString(tree.resolve("sub folder").resolve("n".repeat(150)), "long");
        Files.createSymbolicLink(tree.resolve("link"), Path.of("big"));
        lab.slipway().json("key", "create", "copier", "--type", "ed25519");
        String id = Lab.instanceId(lab.slipway().json("run", Lab.PARAVIRTUAL, "--type", Lab.TYPE, "--key", "copier"));

        copy(tree.toString(), id + ":/root/copy", "--wait", Lab.PATIENCE).succeeded();
        assertEquals("640 big\n", Lab.inside(id, "cd /root/copy && stat -c '%a %n' big"));
        assertEquals("big\n", Lab.inside(id, "readlink /root/copy/link"));
        copy(id + ":/root/copy", folder.resolve("back").toString()).succeeded();
        assertArrayEquals(content, Files.readAllBytes(folder.resolve("back/big")));
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("back/big"))));
        assertEquals(Path.of("big"), Files.readSymbolicLink(folder.resolve("back/link")));
        assertEquals("long", Files.readString(folder.resolve("back/sub folder").resolve("n".repeat(150))));

        copy(file.toString(), id + ":/root", "--agent").succeeded();
        assertEquals("640 /root/big\n", Lab.inside(id, "stat -c '%a %n' /root/big"));
        assertEquals("", Lab.inside(id, "cmp /root/big /root/copy/big"));
        copy(id + ":/root/big", folder.resolve("by-agent").toString(), "--agent").succeeded();
        assertArrayEquals(content, Files.readAllBytes(folder.resolve("by-agent")));

        refusals(id, tree, file, folder);
        lab.slipway().run("instance", "stop", id, "--force").succeeded();
        copy(file.toString(), id + ":/root").refused(4, "IncorrectInstanceState");
        lab.slipway().run("instance", "terminate", id).succeeded();
        lab.slipway().run("key", "delete", "copier").succeeded();
    }

    private static void refusals(String id, Path tree, Path file, Path folder) throws IOException {
        String elsewhere = Files.createDirectories(folder.resolve("elsewhere")).toString();
        copy(tree.toString(), id + ":/root/big").refused(2, "InvalidParameterValue");
        Files.createDirectory(folder.resolve("elsewhere/big"));
        copy(id + ":/root/big", elsewhere).refused(2, "InvalidParameterValue");
        copy(file.toString(), id + ":/nowhere/x").refused(2, "InvalidParameterValue");
        copy(id + ":/no-such-file", elsewhere).refused(2, "InvalidParameterValue");
        copy(folder.resolve("missing").toString(), id + ":/root").refused(2, "InvalidParameterValue");
        copy(file.toString(), elsewhere).refused(2, "InvalidParameterCombination");
        copy(id + ":/root/big", id + ":/root/other").refused(2, "InvalidParameterCombination");
        copy(tree.toString(), id + ":/root", "--agent").refused(4, "UnsupportedOperation");
        copy(file.toString(), id + ":relative", "--agent").refused(2, "InvalidParameterValue");
        Slipway.Result failed = copy(file.toString(), id + ":/proc/x").refused(4, "CopyFailed");
        assertTrue(failed.stderr().contains("/proc") || failed.stderr().contains("tar:"), failed::toString);
    }

    private static Slipway.Result copy(String source, String target, String... more) {
        String[] line = new String[4 + more.length];
        line[0] = "instance";
        line[1] = "cp";
        line[2] = source;
        line[3] = target;
        System.arraycopy(more, 0, line, 4, more.length);
        return lab.slipway().run(line);
    }
}
