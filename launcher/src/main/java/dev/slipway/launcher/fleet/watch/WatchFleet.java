package dev.slipway.launcher.fleet.watch;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.errors.SlipwayException;
import dev.slipway.imagestore.filter.PageRequest;
import dev.slipway.launcher.fleet.file.FleetFile;
import dev.slipway.launcher.fleet.file.GroupOrder;
import dev.slipway.launcher.fleet.plan.Action;
import dev.slipway.launcher.fleet.plan.FleetPlan;
import dev.slipway.launcher.fleet.plan.FleetPlanner;
import dev.slipway.launcher.fleet.plan.Member;
import dev.slipway.launcher.fleet.plan.ResolvedGroup;
import dev.slipway.launcher.fleet.plan.Step;
import dev.slipway.launcher.fleet.run.Boot;
import dev.slipway.launcher.fleet.run.Boots;
import dev.slipway.launcher.fleet.run.Ending;
import dev.slipway.launcher.fleet.run.FleetEvent;
import dev.slipway.launcher.fleet.run.Happening;
import dev.slipway.launcher.fleet.run.MemberLaunch;
import dev.slipway.launcher.fleet.run.Started;
import dev.slipway.launcher.fleet.run.Work;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.status.InstanceStatus;
import dev.slipway.launcher.instance.status.StatusSearch;
import dev.slipway.launcher.instance.status.StatusWord;
import dev.slipway.launcher.settings.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Keeps every place of a fleet filled, as an auto-scaling group does: a member that ended, was terminated or is impaired is
 * replaced. It starts nothing that a file has changed: that is what a launch is for.
 */
public final class WatchFleet {

    private static final Duration LOOK = Duration.ofSeconds(1);
    /** Looking how guests are reads what they have printed, and asks their agents. */
    private static final Duration LOOK_CLOSELY = Duration.ofSeconds(10);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);

    private final Work work;
    private final FleetFile file;
    private final Supplier<List<ResolvedGroup>> lookup;
    private final Supplier<List<Member>> members;
    private final Set<String> leftOut = new HashSet<>();
    private final Map<String, Keeper> keepers = new HashMap<>();
    private List<ResolvedGroup> groups;
    private List<Member> there = List.of();
    private Instant closely = Instant.EPOCH;

    /**
     * @param plan what a launch would leave out for want of room is left out here too
     * @param lookup looks up what the groups name, as it is when a member is launched
     * @param members looks which members there are, also those that have ended
     */
    public WatchFleet(Work work, FleetPlan plan, Supplier<List<ResolvedGroup>> lookup, Supplier<List<Member>> members) {
        this.work = work;
        this.file = plan.file();
        this.lookup = lookup;
        this.members = members;
        this.groups = lookup.get();
        plan.steps().stream().filter(step -> step.action() == Action.LEAVE_OUT).map(Step::member).forEach(leftOut::add);
    }

    /** Does so until the thread is interrupted: INTERRUPTED. The fleet runs on. */
    public void run() {
        try (Boots boots = new Boots(work, () -> new MemberLaunch(file.name(), alive()), new Started())) {
            while (true) {
                Duration pause = LOOK;
                try {
                    look(boots);
                } catch (SlipwayException e) {
                    if (e.code() == HostError.INTERRUPTED) {
                        throw e;
                    }
                    // An image may be there again, and libvirt may come back.
                    work.listener().trouble(e.getMessage());
                    pause = AFTER_TROUBLE;
                    reconnect();
                }
                boots.advance(pause).forEach(this::end);
            }
        }
    }

    private void reconnect() {
        try {
            work.instances().reconnect();
        } catch (HostException e) {
            work.listener().trouble(e.getMessage());
        }
    }

    private List<Member> alive() {
        return there.stream().filter(Member::isAlive).toList();
    }

    private void look(Boots boots) {
        there = members.get();
        Optional<List<InstanceId>> ill = closely.isBefore(Instant.now()) ? Optional.of(ill()) : Optional.empty();
        List<Boot> begin = new ArrayList<>();
        for (ResolvedGroup group : groups) {
            if (isBegun(group)) {
                for (int index = 0; index < group.group().count(); index++) {
                    Keeper keeper = keepers.computeIfAbsent(group.group().memberName(index), Keeper::new);
                    if (!keeper.isBusy() && !leftOut.contains(keeper.name())) {
                        look(group, index, keeper, ill).ifPresent(begin::add);
                    }
                }
            }
        }
        if (begin.stream().anyMatch(boot -> boot.there().isEmpty())) {
            groups = lookup.get();
        }
        for (Boot boot : begin) {
            boots.add(List.of(new Boot(current(boot.group()), boot.index(), boot.there())));
            keepers.get(boot.name()).begins();
        }
    }

    private ResolvedGroup current(ResolvedGroup former) {
        return groups.stream().filter(each -> each.name().equals(former.name())).findFirst().orElseThrow();
    }

    /** Whether enough of all groups that come before it is ready. */
    private boolean isBegun(ResolvedGroup group) {
        for (String before : GroupOrder.before(group.group(), file.groups())) {
            long ready = there.stream().filter(each -> each.group().equals(before) && each.isReady()).count();
            if (ready < file.group(before).orElseThrow().min()) {
                return false;
            }
        }
        return true;
    }

    private Optional<Boot> look(ResolvedGroup group, int index, Keeper keeper, Optional<List<InstanceId>> ill) {
        List<Member> here = there.stream().filter(each -> each.group().equals(group.name()) && each.index() == index).toList();
        Optional<Member> member = FleetPlanner.best(here);
        Optional<Boolean> isIll = ill.flatMap(ids -> member.map(each -> ids.contains(each.id())));
        Health health = Health.of(member, isIll.filter(keeper::staysIll).map(yes -> "is impaired"));
        return switch (health.word()) {
            case WELL, LEFT_ALONE -> Optional.empty();
            case BOOTS -> Optional.of(new Boot(group, index, member));
            case LOST -> lost(group, index, keeper, here, member, health.reason());
        };
    }

    private Optional<Boot> lost(ResolvedGroup group, int index, Keeper keeper, List<Member> here, Optional<Member> member,
            String reason) {
        if (keeper.loss().isEmpty()) {
            Duration wait = keeper.lost(member, reason);
            work.listener().happened(FleetEvent.of(keeper.name(), Happening.LOST, member.map(Member::id), reason));
            member.ifPresent(each -> work.instances().remark(each.id(), "is replaced in the fleet " + file.name() + ": " + reason));
            if (!wait.isZero()) {
                return Optional.empty();
            }
        }
        if (keeper.loss().orElseThrow().due().isAfter(Instant.now())) {
            return Optional.empty();
        }
        Map<InstanceId, String> gone = new HashMap<>();
        here.stream().filter(Member::isAlive).forEach(each -> gone.put(each.id(), each.name()));
        new Ending(work).terminate(gone, reason);
        return Optional.of(new Boot(group, index, Optional.empty()));
    }

    private void end(Boot.Outcome outcome) {
        Keeper keeper = keepers.get(outcome.boot().name());
        Optional<InstanceId> id = outcome.instance().map(Instance::instanceId);
        if (outcome.failure().isEmpty()) {
            keeper.ready().ifPresent(loss -> work.instances().remark(id.orElseThrow(), "is in the fleet " + file.name() + " as "
                    + keeper.name() + loss.former().map(former -> ", in place of " + former.id() + ", which " + loss.reason()).orElse("")));
            return;
        }
        String reason = outcome.failure().get().getMessage();
        Map<InstanceId, String> failed = new HashMap<>();
        id.ifPresent(each -> failed.put(each, keeper.name()));
        id.ifPresent(each -> work.instances().remark(each, "is replaced in the fleet " + file.name() + ": " + reason));
        new Ending(work).terminate(failed, "did not become ready");
        Duration wait = keeper.lost(outcome.boot().there(), reason);
        work.listener().happened(FleetEvent.of(keeper.name(), Happening.DEFERRED, id, "again in " + DurationText.of(wait)));
    }

    private List<InstanceId> ill() {
        closely = Instant.now().plus(LOOK_CLOSELY);
        List<InstanceId> ready = there.stream().filter(Member::isReady).map(Member::id).toList();
        if (ready.isEmpty()) {
            return List.of();
        }
        return work.instances().status(new StatusSearch(ready, List.of(), true), PageRequest.ALL).items().stream()
                .filter(status -> status.guest() == StatusWord.IMPAIRED || status.system() == StatusWord.IMPAIRED)
                .map(InstanceStatus::instanceId).toList();
    }
}
