package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A product from its seller's terms to its buyer's bill, with a guest that really ran. */
class PaidImageIT extends TinyGuestLab {

    private static final String BUYER = "000000004711";

    @Test
    void aBuyerAcceptsLaunchesAndIsChargedForWhatRan() {
        lab.slipway().run("product", "create", "tiny-pro", "--rate", "3.60", "--currency", "USD", "--terms", "Pay.")
                .succeeded();
        lab.slipway().run("product", "attach", "tiny-pro", Lab.PARAVIRTUAL).succeeded();
        lab.slipway().run("image", "share", Lab.PARAVIRTUAL, "--public").refused(7, "OperationNotPermitted");
        lab.slipway().run("image", "share", Lab.PARAVIRTUAL, "--user-id", BUYER).succeeded();

        Slipway.Result refused = lab.slipway().run("run", Lab.PARAVIRTUAL, "--type", "lab.128m", "--account", BUYER);
        assertEquals(7, refused.exit(), refused::toString);
        assertTrue(refused.stderr().contains("OptInRequired"), refused::toString);
        assertTrue(refused.stderr().contains("slipway product accept tiny-pro"), refused::toString);
        lab.slipway().run("product", "accept", "tiny-pro", "--account", BUYER).succeeded();
        JsonNode instance = lab.slipway().json("run", Lab.PARAVIRTUAL, "--type", "lab.128m", "--account", BUYER)
                .path("Instances").path(0);
        String id = instance.path("InstanceId").asText();
        assertEquals("tiny-pro", instance.path("ProductCodes").path(0).path("ProductCodeId").asText());
        JsonNode volume = lab.slipway().json("volume", "list", "--account", BUYER).path("Volumes").path(0);
        assertEquals("tiny-pro", volume.path("ProductCodes").path(0).path("ProductCodeId").asText());
        // The instance runs, and so its first minute is due.
        assertEquals("0.060000", charge("--account", BUYER));
        lab.slipway().run("instance", "stop", id, "--force", "--account", BUYER).succeeded();
        assertEquals("0.060000", charge("--account", BUYER));
        assertEquals("0.060000", charge());
        lab.slipway().run("instance", "terminate", id, "--account", BUYER).succeeded();
        JsonNode usage = lab.slipway().json("usage", "--account", BUYER);
        assertEquals(List.of("instance-hours", "volume-gib-hours", "product-hours"),
                usage.path("Totals").findValuesAsText("Usage"), usage::toPrettyString);
    }

    private String charge(String... account) {
        String[] words = new String[account.length + 5];
        System.arraycopy(new String[] {"usage", "--product", "tiny-pro", "--group-by", "account"}, 0, words, 0, 5);
        System.arraycopy(account, 0, words, 5, account.length);
        JsonNode usage = lab.slipway().json(words);
        assertEquals(BUYER, usage.path("Usage").path(0).path("Group").asText(), usage::toPrettyString);
        return usage.path("Usage").path(0).path("Charge").asText();
    }
}
