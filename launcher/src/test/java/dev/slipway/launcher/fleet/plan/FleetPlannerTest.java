package dev.slipway.launcher.fleet.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.fleet.file.FleetFile;
import dev.slipway.launcher.fleet.file.SampleFleet;
import dev.slipway.launcher.instance.SampleInstance;
import dev.slipway.launcher.instance.machine.Load;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.state.InstanceState;
import dev.slipway.launcher.instance.state.Lifecycle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows from a file and the members there are: each line of the table is a case. */
class FleetPlannerTest {

    private static final ImageId IMAGE = ImageId.nextMachine();
    private static final HostRoom ROOM = new HostRoom(new Load(4096, 32), new Load(2048, 16), 1L << 40);
    private static final Instant BOOT = Instant.parse("2026-11-20T10:00:00Z");

    /**
     * Members are INDEX:STATE[:ready][:old], where {@code old} has another digest; of two in one place the later is named later.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2 |                                         | start db-0, start db-1
            2 | 0:running:ready 1:running:ready         |
            2 | 0:running:ready 1:running               | wait db-1
            2 | 0:pending 1:stopped:ready               | wait db-0, start-again db-1
            2 | 0:terminated 1:shutting-down            | start db-0, start db-1
            3 | 0:running:ready 1:running:ready         | start db-2
            1 | 0:running:ready 1:running 2:stopped     | end db-2, end db-1
            0 | 0:running:ready                         | end db-0
            2 | 0:running:ready:old 1:running:ready     | replace db-0
            2 | 0:stopped:old 1:running:ready:old       | replace db-0, replace db-1
            1 | 0:stopped:old 0:running:ready           | end db-0
            1 | 0:stopped:old 0:running                 | wait db-0, end db-0
            1 | 0:stopped:old 0:stopped                 | start-again db-0, end db-0
            1 | 0:running:ready 0:running               | end db-0
            1 | 7:stopped:old                           | start db-0, end db-7
            """)
    void whatIsDifferentIsDone(int count, String members, String steps) {
        FleetPlan plan = plan(file(count), members(members));
        List<String> done = new ArrayList<>();
        plan.steps().forEach(step -> done.add(step.action().word() + " " + step.member()));
        assertEquals(steps == null ? "" : steps, String.join(", ", done));
    }

    @Test
    void theNewestReadyInstanceIsTheMember() {
        List<Member> members = members("0:running:ready 0:running 0:stopped");
        FleetPlan plan = plan(file(1), members);
        assertEquals(Optional.of(members.get(0)), plan.groups().get(0).slots().get(0).current());
        assertEquals(2, plan.surplus().size());
    }

    @Test
    void aReplacementTellsWhatIsDifferent() {
        Member member = members("0:running:ready:old").get(0);
        ImageId had = member.instance().imageId();
        assertEquals("its user data, network, volumes, tags or ports are others now", reason(member, had, "lab.128m"));
        assertEquals("image: " + had + " -> " + IMAGE + "; type: lab.128m -> lab.64m", reason(member, IMAGE, "lab.64m"));
    }

    private static String reason(Member member, ImageId image, String type) {
        ResolvedGroup group = new ResolvedGroup(file(1).groups().get(0), image, type, new Load(64, 1), "new");
        return FleetPlanner.plan(file(1), List.of(group), List.of(member), ROOM).steps().get(0).reason();
    }

    @Test
    void whatIsOfNoGroupAnyMoreEnds() {
        Member stray = member("log", 0, InstanceState.RUNNING, true, "new", 0);
        FleetPlan plan = plan(file(1), List.of(stray, members("0:running:ready").get(0)));
        assertEquals(List.of("there is no such group any more"), plan.steps().stream().map(Step::reason).toList());
    }

    @Test
    void anInstanceIsAMemberByItsTagsAlone() {
        assertTrue(Member.of(SampleInstance.draft().build()).isEmpty());
        Instance instance = SampleInstance.draft().tags(List.of(new Tag("slipway:fleet", "shop"),
                new Tag("slipway:fleet-group", "db"), new Tag("slipway:fleet-index", "x"))).build();
        assertTrue(Member.of(instance).isEmpty());
        Member member = members("3:running:ready").get(0);
        assertEquals(Optional.of(member), Member.of(member.instance()));
        assertTrue(member.isReady());
        Member again = Member.of(member.instance().with(new Lifecycle(InstanceState.RUNNING, Optional.empty(), Optional.empty(),
                BOOT.plusSeconds(60), BOOT.plusSeconds(60)))).orElseThrow();
        assertFalse(again.isReady(), "what was ready before it was started again");
        assertTrue(again.wasReady());
    }

    @Test
    void aDigestIsOfWhatMembersAreLaunchedWith() {
        String digest = digest("image: a, count: 1");
        assertEquals(digest, digest("image: b, count: 3, min: 1, max-unavailable: 2, ready: {timeout: 1m}"));
        for (String more : List.of("network: user", "network: nat", "key: k", "security-groups: [x]", "user-data: x", "tags: {a: b}",
                "forwards: [80]", "forwards: ['80:80']", "volumes: [{device: /dev/sdf, size: 1G}]")) {
            assertFalse(digest.equals(digest("image: a, " + more)), more);
        }
    }

    private static String digest(String group) {
        return GroupDigest.of(SampleFleet.read("fleet: shop\ngroups: {db: {" + group + "}}").groups().get(0), IMAGE, "lab.128m");
    }

    static FleetFile file(int count) {
        return SampleFleet.read("fleet: shop\ngroups: {db: {image: a, count: " + count + "}}");
    }

    static FleetPlan plan(FleetFile file, List<Member> members) {
        return plan(file, members, ROOM);
    }

    static FleetPlan plan(FleetFile file, List<Member> members, HostRoom room) {
        List<ResolvedGroup> groups = file.groups().stream()
                .map(group -> new ResolvedGroup(group, IMAGE, "lab.128m", new Load(128, 1), "new")).toList();
        return FleetPlanner.plan(file, groups, members, room);
    }

    static List<Member> members(String words) {
        List<Member> members = new ArrayList<>();
        for (String word : words == null ? new String[0] : words.split(" ")) {
            String[] parts = word.split(":");
            List<String> more = List.of(parts).subList(2, parts.length);
            members.add(member("db", Integer.parseInt(parts[0]), InstanceState.of(parts[1]), more.contains("ready"),
                    more.contains("old") ? "old" : "new", members.size()));
        }
        return members;
    }

    private static Member member(String group, int index, InstanceState state, boolean ready, String digest, int later) {
        Instant boot = BOOT.plusSeconds(later);
        Instance instance = SampleInstance.draft().build().with(
                new Lifecycle(state, Optional.empty(), Optional.empty(), boot, boot));
        List<Tag> tags = new ArrayList<>(FleetTags.of("shop", group, index, group + "-" + index, digest));
        if (ready) {
            tags.add(FleetTags.ready(instance));
        }
        return Member.of(instance.draft().tags(tags).build()).orElseThrow();
    }
}
