package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.imagestore.operation.Failpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Changes of security groups, and launches and terminations of their members, that die between what the catalogue says and what
 * libvirt filters. The next command settles it: filters are as the catalogue has it, and none is there that nobody owns.
 */
class NetworkFailpointIT extends NetworkGuestLab {

    @Test
    void aLaunchIntoGroupsThatDiesLeavesNoFilter() {
        for (Failpoint failpoint : List.of(Failpoint.FILTERS_GROUPS_WRITTEN, Failpoint.FILTERS_CARDS_WRITTEN)) {
            die(failpoint, "run", Lab.PARAVIRTUAL, "--type", Lab.TYPE, "--network", "nat", "--count", "2");
            assertTrue(filters().contains("-sg-"), "it died with a filter written");
            // Any command settles, this one looks too.
            nothingIsLeft();
            lab.slipway().run("store", "check").succeeded();
        }
    }

    @Test
    void aChangeOfRulesAndATerminationThatDie() {
        lab.slipway().run("security-group", "create", "web").succeeded();
        String group = lab.slipway().json("security-group", "describe", "web").path("SecurityGroups").path(0)
                .path("GroupId").asText();
        JsonNode launched = lab.slipway().json("run", Lab.PARAVIRTUAL, "--type", Lab.TYPE, "--network", "nat", "--count", "2",
                "--security-group", "web").path("Instances");
        List<String> terminate = new ArrayList<>(List.of("instance", "terminate"));
        launched.forEach(instance -> terminate.add(instance.path("InstanceId").asText()));

        die(Failpoint.GROUP_RECORDED, "security-group", "authorize-ingress", "web", "--protocol", "tcp", "--port", "8080",
                "--cidr", "10.1.2.0/24");
        assertFalse(filterOf(group).contains("10.1.2.0"), "it died before libvirt was told");
        lab.slipway().run("instance", "list").succeeded();
        assertTrue(filterOf(group).contains("10.1.2.0"), "the next command tells it");
        die(Failpoint.FILTERS_CARDS_REMOVED, terminate.toArray(String[]::new));
        assertTrue(filters().contains(group), "it died before the group's filter went");
        nothingIsLeft();
        lab.slipway().run("store", "check").succeeded();
        lab.slipway().run("security-group", "delete", "web").succeeded();
    }

    private static String filterOf(String group) {
        return host.run("bash", "-c", "virsh -q -c qemu:///system nwfilter-dumpxml $(virsh -q -c qemu:///system nwfilter-list"
                + " | grep -o 'slipway-[0-9a-f]*-" + group + "')");
    }

    private static void die(Failpoint failpoint, String... command) {
        // In its environment and not behind env, which would stand in the place of what leads into the host within the host.
        Slipway.Result killed = lab.slipway().in(Map.of("SLIPWAY_JAVA_OPTS", "-Dslipway.failpoint=" + failpoint)).run(command);
        assertEquals(Failpoint.EXIT, killed.exit(), killed::toString);
    }
}
