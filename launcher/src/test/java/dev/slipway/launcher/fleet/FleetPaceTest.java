package dev.slipway.launcher.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.imagestore.id.ImageId;
import dev.slipway.launcher.fleet.file.SampleFleet;
import dev.slipway.launcher.fleet.plan.GroupPlan;
import dev.slipway.launcher.fleet.plan.ResolvedGroup;
import dev.slipway.launcher.instance.machine.Load;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many guests boot at a time. */
class FleetPaceTest {

    @ParameterizedTest
    @CsvSource({"2, false, 1, 4", "2, true, 1, 8", "2, false, 2, 2", "2, false, 64, 1", "1, false, 1, 2", "16, true, 4, 16"})
    void thePaceFollowsFromProcessors(int processors, boolean virtualizes, int vcpus, int atOnce) {
        ResolvedGroup group = new ResolvedGroup(SampleFleet.read("fleet: shop\ngroups: {db: {image: a}}").groups().get(0),
                ImageId.nextMachine(), "lab.128m", new Load(128, vcpus), "x");
        assertEquals(atOnce, Pace.of(processors, virtualizes, List.of(new GroupPlan(group, List.of()))));
    }
}
