package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.imagestore.layout.StoreLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A catalogue that is lost while a guest runs comes back, and the guest with it. */
class CareIT extends TinyGuestLab {

    @Test
    void aLostCatalogueComesBackWithItsRunningInstance() throws IOException {
        String id = lab.launch(Lab.PARAVIRTUAL, "--tag", "Name=survivor");
        assertClean();
        JsonNode before = lab.describe(id);

        Path catalogue = new StoreLayout(lab.slipway().home(), StoreLayout.DEFAULT_REGION).catalogue();
        Files.move(catalogue, catalogue.resolveSibling("lost"));
        Slipway.Result refused = lab.slipway().run("image", "list");
        assertEquals(4, refused.exit(), refused::toString);
        assertTrue(refused.stderr().contains("CatalogueLost"), refused::toString);
        assertTrue(lab.slipway().run("store", "rebuild", "--dry-run").succeeded().stdout().contains("instances"));
        lab.slipway().run("store", "rebuild").succeeded();
        Files.delete(catalogue.resolveSibling("lost"));

        assertEquals(before, lab.describe(id));
        assertEquals("running", lab.state(id));
        assertClean();
        assertEquals(0, lab.slipway().run("image", "verify", "--all").exit());
        lab.slipway().run("instance", "stop", id, "--force").succeeded();
        lab.slipway().run("instance", "start", id).succeeded();
        lab.slipway().run("instance", "terminate", id).succeeded();
        String second = lab.launch(Lab.PARAVIRTUAL);
        lab.slipway().run("instance", "terminate", second).succeeded();
        assertClean();
    }

    private static void assertClean() {
        Slipway.Result check = lab.slipway().run("store", "check");
        assertEquals(0, check.exit(), check::toString);
    }
}
