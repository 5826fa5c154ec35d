package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An image that was copied to a region elsewhere boots there, when its original is gone. */
class TransferIT extends TinyGuestLab {

    private static final String FAR = "far-1";

    @AfterEach
    void nothingIsLeftThereEither() {
        for (String folder : List.of("volumes", "staging", "locks")) {
            assertEquals(List.of(), Lab.entries(disk().resolve(folder)), folder);
        }
    }

    @Test
    void aCopyBootsWhereItWasCopiedTo() {
        Slipway slipway = lab.slipway();
        slipway.run("region", "add", FAR, "--path", disk().toString()).succeeded();
        assertTrue(Files.isSymbolicLink(slipway.home().resolve("regions").resolve(FAR)));
        String original = slipway.json("image", "copy", Lab.PARAVIRTUAL, "--name", "to-go").path("ImageId").asText();
        String copy = slipway.json("image", "copy", "to-go", "--to-region", FAR).path("ImageId").asText();
        slipway.run("image", "deregister", original).succeeded();

        String id = Lab.instanceId(slipway.json("run", copy, "--region", FAR, "--type", Lab.TYPE, "--wait", "login",
                "--timeout", Lab.PATIENCE, "--show-console"));
        slipway.run("region", "remove", FAR, "--keep-files").refused(4, "DependencyViolation");
        assertEquals(1, Lab.entries(disk().resolve("volumes")).size());
        slipway.run("instance", "terminate", id, "--region", FAR).succeeded();
    }

    private static Path disk() {
        return lab.slipway().home().resolve("another-disk");
    }
}
