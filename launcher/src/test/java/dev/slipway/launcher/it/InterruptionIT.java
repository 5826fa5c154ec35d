package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.launcher.it.Slipway.Result;
import dev.slipway.launcher.it.Slipway.Running;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Commands that are ended while they work, and commands that work at the same moment. */
class InterruptionIT extends TinyGuestLab {

    private static Running launchUntilItsDomainIsThere() {
        Running launch = lab.slipway().start("run", Lab.PARAVIRTUAL, "--type", Lab.TYPE, "--wait", "login",
                "--timeout", Lab.PATIENCE);
        Await.until("the domain is defined", () -> !lab.domains().isEmpty());
        return launch;
    }

    @Test
    void ctrlCTakesALaunchBack() {
        Result result = launchUntilItsDomainIsThere().signal("INT").await();
        assertEquals(130, result.exit(), result::toString);
    }

    @Test
    void ctrlCBeforeAnythingRunsTakesALaunchBackToo() {
        Running launch = lab.slipway().start("run", Lab.PARAVIRTUAL, "--type", Lab.TYPE, "--count", "4");
        Await.until("a volume is made", () -> !Lab.entries(lab.region().resolve("volumes")).isEmpty());
        Result result = launch.signal("INT").await();
        assertEquals(130, result.exit(), result::toString);
    }

    @Test
    void whatAKilledLaunchLeftIsTakenBackByTheNextCommand() {
        Running launch = lab.slipway().start("run", Lab.PARAVIRTUAL, "--type", Lab.TYPE, "--count", "4");
        Await.until("a domain is defined", () -> !lab.domains().isEmpty());
        launch.signal("KILL").await();
        lab.slipway().run("instance", "list").succeeded();
        assertEquals(List.of(), lab.domains());
    }

    @Test
    void whatAKilledTerminationLeftIsFinishedByTheNextCommand() {
        String id = Lab.instanceId(lab.slipway().json("run", Lab.PARAVIRTUAL, "--type", Lab.TYPE));
        Running terminate = lab.slipway().start("instance", "terminate", id);
        Await.until("the domain is gone", () -> lab.domains().isEmpty());
        terminate.signal("KILL").await();
        assertEquals("terminated", lab.state(id));
    }

    @Test
    void ctrlCDuringAnImportLeavesNothing() throws Exception {
        Path source = bigDisk();
        try {
            int images = lab.slipway().json("image", "list").path("Images").size();
            Running running = lab.slipway().start("image", "import", source.toString(), "--format", "raw", "--name", "huge");
            Await.until("the import has begun", () -> !Lab.entries(lab.region().resolve("staging")).isEmpty());
            Result result = running.signal("INT").await();
            assertEquals(130, result.exit(), result::toString);
            assertEquals(images, lab.slipway().json("image", "list").path("Images").size());
        } finally {
            Files.delete(source);
        }
    }

    /** A gibibyte without holes: copying and hashing it takes long enough to be interrupted. */
    private static Path bigDisk() throws IOException {
        Path disk = Files.createTempFile("slipway-it", ".raw");
        byte[] mebibyte = new byte[1 << 20];
        new Random(1).nextBytes(mebibyte);
        mebibyte[510] = 0x55;
        mebibyte[511] = (byte) 0xaa;
        try (OutputStream out = Files.newOutputStream(disk)) {
            for (int i = 0; i < 1024; i++) {
                out.write(mebibyte);
            }
        }
        return disk;
    }

    @Test
    void launchesAndImportsAtTheSameMomentAllSucceed() {
        List<Running> running = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            running.add(lab.slipway().start("run", Lab.PARAVIRTUAL, "--type", Lab.TYPE));
            running.add(lab.slipway().start("image", "import",
                    Lab.guests().resolve("tiny").resolve("disk.qcow2").toString(), "--name", "again-" + i));
        }
        List<String> terminate = new ArrayList<>(List.of("instance", "terminate"));
        for (Running each : running) {
            Result result = each.await().succeeded();
            if (result.command().get(0).equals("run")) {
                terminate.add(Lab.instanceId(result.json()));
            }
        }
        assertEquals(4, lab.domains().size());
        lab.slipway().run(terminate.toArray(String[]::new)).succeeded();
        List<String> layers = Lab.entries(lab.region().resolve("layers"));
        assertTrue(layers.size() == 2, () -> "the same content is stored once: " + layers);
    }
}
