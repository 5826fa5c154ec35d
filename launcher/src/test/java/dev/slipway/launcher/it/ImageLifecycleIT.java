package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.registry.lookup.OwnImages;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An image from its first share to its end, with another account's guest that outlives it. */
class ImageLifecycleIT extends TinyGuestLab {

    private static final String OTHER = "000000004711";
    private static final String NOT_FOUND = "InvalidAMIID.NotFound";

    @Test
    void aGuestOfAnotherAccountGoesOnWhateverBecomesOfItsImage() {
        Path tiny = Lab.guests().resolve("tiny");
        String id = lab.slipway().json("image", "import", tiny.resolve("root.qcow2").toString(), "--name", "web-1",
                "--virtualization-type", "paravirtual", "--kernel", "tiny-kernel", "--ramdisk", "tiny-ramdisk")
                .path("ImageId").asText();
        AccountId owner = new AccountId(
                lab.slipway().json("image", "describe", id).path("Images").path(0).path("OwnerId").asText());

        asOther(id).refused(3, NOT_FOUND);
        lab.slipway().run("image", "share", "web-1", "--user-id", OTHER).succeeded();
        lab.slipway().run("image", "promote", "web-1", "web:stable").succeeded();
        long before = Timestamp.now().toEpochMilli();
        // The kernel and the ramdisk are private: the right to launch the image includes them.
        String instance = lab.launch("web:stable", "--account", OTHER);
        assertTrue(stored(owner, id).lastLaunchedTime().orElseThrow().toEpochMilli() >= before);
        asOther("tiny-pv").refused(3, NOT_FOUND);

        deprecate(owner, id);
        asOther("web-1").refused(3, NOT_FOUND);
        Slipway.Result dryRun = asOther(id, "--dry-run");
        assertEquals(0, dryRun.exit(), dryRun::toString);
        lab.slipway().run("image", "disable", id).succeeded();
        lab.slipway().run("run", id, "--type", Lab.TYPE).refused(4, "InvalidAMIID.Unavailable");
        asOther(id).refused(3, NOT_FOUND);
        lab.slipway().run("image", "enable", id).succeeded();
        lab.slipway().run("image", "share", id, "--user-id", OTHER).succeeded();
        lab.slipway().run("image", "unshare", id, "--user-id", OTHER).succeeded();
        asOther(id).refused(3, NOT_FOUND);

        assertEquals("in-use", lab.slipway().json("image", "prune", "--name", "web-*", "--keep", "0", "--dry-run")
                .path("Images").path(0).path("Reason").asText());
        lab.slipway().run("image", "deregister", id).refused(4, "DependencyViolation");
        lab.slipway().run("channel", "delete", "web:stable").succeeded();
        assertEquals("success", lab.slipway().json("image", "deregister", id, "--delete-snapshots")
                .path("DeleteSnapshotResults").path(0).path("ReturnCode").asText());
        lab.slipway().run("store", "gc").succeeded();

        assertEquals("running", state(instance));
        lab.slipway().run("instance", "stop", instance, "--account", OTHER).succeeded();
        lab.slipway().run("instance", "start", instance, "--account", OTHER).succeeded();
        lab.slipway().run("instance", "wait", instance, "--for", "login", "--timeout", Lab.PATIENCE,
                "--account", OTHER).succeeded();
        lab.slipway().run("instance", "terminate", instance, "--account", OTHER).succeeded();
        lab.slipway().run("store", "gc").succeeded();
        assertEquals(List.of(), Lab.entries(lab.region().resolve("channels")));
    }

    private Slipway.Result asOther(String image, String... more) {
        String[] words = new String[more.length + 6];
        System.arraycopy(new String[] {"run", image, "--type", Lab.TYPE, "--account", OTHER}, 0, words, 0, 6);
        System.arraycopy(more, 0, words, 6, more.length);
        return lab.slipway().run(words);
    }

    private String state(String instance) {
        return lab.slipway().json("instance", "describe", instance, "--account", OTHER).path("Reservations").path(0)
                .path("Instances").path(0).path("State").path("Name").asText();
    }

    /** In the past, which cannot be asked for. */
    private static void deprecate(AccountId owner, String id) {
        StoreLayout layout = new StoreLayout(lab.slipway().home(), StoreLayout.DEFAULT_REGION);
        try (ImageStore store = ImageStore.open(layout, owner, List.of())) {
            new OwnImages(store.catalogue(), layout, owner).change(new ImageId(id),
                    draft -> draft.deprecationTime(Optional.of(Timestamp.now().minusSeconds(1))));
        }
    }

    private static Image stored(AccountId owner, String id) {
        StoreLayout layout = new StoreLayout(lab.slipway().home(), StoreLayout.DEFAULT_REGION);
        try (ImageStore store = ImageStore.open(layout, owner, List.of())) {
            return store.images().find(id);
        }
    }
}
