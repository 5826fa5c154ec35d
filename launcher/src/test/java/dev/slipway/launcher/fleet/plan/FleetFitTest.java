package dev.slipway.launcher.fleet.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.launcher.fleet.file.FleetFile;
import dev.slipway.launcher.fleet.file.SampleFleet;
import dev.slipway.launcher.instance.machine.Load;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a host carries a fleet: a member takes 128 MiB and one processor. */
class FleetFitTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            count: 4         | {}             | 512  | 4  | 100 |                     | yes       |
            count: 5         | {}             | 512  | 9  | 100 |                     | no        | There would have to be 640 MiB of memory, and of the host's 4096 MiB are left 512.
            count: 5         | {}             | 640  | 4  | 100 |                     | no        | There would have to be 5 vCPUs, and of the host's 32 are left 4.
            count: 5, min: 4 | {}             | 512  | 9  | 100 |                     | shortage  | There would have to be 640 MiB of memory, and of the host's 4096 MiB are left 512.
            count: 5, min: 5 | {}             | 512  | 9  | 100 |                     | no        | There would have to be 640 MiB of memory, and of the host's 4096 MiB are left 512.
            count: 5         | {}             | 0    | 0  | 0   | 0:running 1:running 2:running:ready 3:pending 4:running | yes |
            count: 5         | {}             | 128  | 1  | 100 | 0:running 1:running 2:running 3:running | yes |
            count: 2         | {}             | 128  | 1  | 100 | 0:stopped 1:stopped | no        | There would have to be 256 MiB of memory, and of the host's 4096 MiB are left 128.
            count: 2         | {}             | 0    | 0  | 100 | 0:running:old 1:running:old | yes |
            count: 2         | {}             | 0    | 0  | 100 | 0:stopped:old 1:running:old | no | There would have to be 128 MiB of memory, and of the host's 4096 MiB are left 0.
            count: 4         | {memory: 256M} | 4096 | 32 | 100 |                     | no        | The fleet would have 512 MiB of memory, and its own limit is 256.
            count: 4         | {vcpus: 3}     | 4096 | 32 | 100 | 0:running 1:running | no        | The fleet would have 4 vCPUs, and its own limit is 3.
            count: 4, min: 3 | {vcpus: 3}     | 4096 | 32 | 100 |                     | shortage  | The fleet would have 4 vCPUs, and its own limit is 3.
            count: 4         | {}             | 4096 | 32 | 15  |                     | no        | There would have to be 16 MiB on disk, and 15 MiB are free.
            """)
    void aFleetFitsOrIsToldWhyNot(String group, String limits, long memory, long vcpus, long diskMib, String members, String fits,
            String why) {
        FleetFile file = SampleFleet.read("fleet: shop\nlimits: " + limits + "\ngroups: {db: {image: a, " + group + "}}");
        Fit fit = FleetPlannerTest.plan(file, FleetPlannerTest.members(members),
                new HostRoom(new Load(4096, 32), new Load(memory, vcpus), diskMib << 20)).fit();
        assertEquals(fits, fit.fits() ? fit.shortage().isEmpty() ? "yes" : "shortage" : "no");
        if (why != null) {
            assertEquals(why, fit.fits() ? fit.shortage().get(0) : fit.obstacles().get(0));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            db: {image: a, count: 4, min: 3}                                       | 384 | leave-out db-3
            db: {image: a, count: 4, min: 1}                                       | 256 | leave-out db-2, leave-out db-3
            a: {image: a, count: 3, min: 1}, b: {image: a, count: 3, min: 2}       | 512 | leave-out a-2, leave-out b-2
            a: {image: a, count: 3, min: 1}, b: {image: a, count: 3, min: 3}       | 512 | leave-out a-1, leave-out a-2
            """)
    void whatThereIsNoRoomForIsLeftOutWhereItMayBe(String groups, long memory, String leftOut) {
        FleetFile file = SampleFleet.read("fleet: shop\ngroups: {" + groups + "}");
        FleetPlan plan = FleetPlannerTest.plan(file, List.of(),
                new HostRoom(new Load(4096, 32), new Load(memory, 32), 100L << 20));
        assertEquals(leftOut, plan.steps().stream().filter(step -> step.action() == Action.LEAVE_OUT)
                .map(step -> step.action().word() + " " + step.member()).collect(Collectors.joining(", ")));
    }
}
