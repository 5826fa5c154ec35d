package dev.slipway.launcher.fleet;

import dev.slipway.host.errors.SlipwayException;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.machine.HostMachine;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.fleet.file.FleetFile;
import dev.slipway.launcher.fleet.launch.LaunchFleet;
import dev.slipway.launcher.fleet.plan.Action;
import dev.slipway.launcher.fleet.plan.FleetPlan;
import dev.slipway.launcher.fleet.plan.FleetPlanner;
import dev.slipway.launcher.fleet.plan.GroupPlan;
import dev.slipway.launcher.fleet.plan.HostRoom;
import dev.slipway.launcher.fleet.plan.Member;
import dev.slipway.launcher.fleet.run.Ending;
import dev.slipway.launcher.fleet.run.FleetException;
import dev.slipway.launcher.fleet.run.FleetListener;
import dev.slipway.launcher.fleet.run.MemberLaunch;
import dev.slipway.launcher.fleet.run.Work;
import dev.slipway.launcher.fleet.watch.WatchFleet;
import dev.slipway.launcher.instance.Instances;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.type.InstanceTypes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fleets of one account in one region: the door to this package. What a fleet consists of is in the tags of its instances,
 * so there is nothing that could be lost, and nothing to clear away when a command dies.
 */
public final class Fleets {

    /** Apart, since every command makes these services, and such comparators cost a cold process 20 ms. */
    private static final class Order {
        private static final Comparator<Member> MEMBERS = Comparator.comparing(Member::fleet).thenComparing(Member::group)
                .thenComparing(Member::index).thenComparing(member -> member.instance().lifecycle().launchTime());
    }

    private final ImageStore store;
    private final Instances instances;
    private final HostMachine host;
    private final GroupLookup lookup;

    /**
     * Fleets of this store's account.
     *
     * @param usualType the instance type of a group that names none
     */
    public Fleets(ImageStore store, Instances instances, InstanceTypes types, HostMachine host, String usualType) {
        this.store = store;
        this.instances = instances;
        this.host = host;
        this.lookup = new GroupLookup(store.images(), types, usualType);
        store.operations().register(FleetLock.KIND, operation -> { });
    }

    /**
     * What a launch would do. Throws what is wrong with what the file names: an image, a type, a key pair, a network.
     */
    public FleetPlan plan(FleetFile file) {
        HostRoom room = new HostRoom(instances.limit(), instances.free(), DurableFiles.freeBytes(store.layout().regionFolder()));
        FleetPlan plan = FleetPlanner.plan(file, lookup.of(file), of(file.name()), room);
        if (plan.fit().fits()) {
            plan.groups().stream().filter(Fleets::launches).forEach(this::tryOut);
        }
        return plan;
    }

    private static boolean launches(GroupPlan group) {
        return !group.slots(Action.START).isEmpty() || !group.slots(Action.REPLACE).isEmpty();
    }

    private void tryOut(GroupPlan group) {
        try {
            instances.launch(MemberLaunch.trial(group.resolved()), Progress.NONE);
        } catch (SlipwayException e) {
            // An old member that makes room is still there, so what is said of room and ports is not to be believed.
            if (e.code() != LauncherError.DRY_RUN && e.code() != LauncherError.INSUFFICIENT_CAPACITY) {
                throw FleetException.around(group.resolved().group().place() + ": ", e, "");
            }
        }
    }

    /**
     * Does what {@link #plan} says. Throws FLEET_IN_USE, INSUFFICIENT_CAPACITY before anything moves where the host does not
     * carry it, and the error of the member that failed.
     */
    public FleetResult launch(FleetFile file, Progress progress, FleetListener listener) {
        FleetLock lock = FleetLock.take(store, file.name(), "launched");
        try (lock) {
            FleetPlan plan = plan(file);
            requireFit(plan);
            listener.begins(plan);
            Work work = new Work(instances, store.tags(), progress, listener, atOnce(plan));
            List<String> warnings = new ArrayList<>(plan.fit().shortage());
            warnings.addAll(new LaunchFleet(work, plan, () -> of(file.name())).run());
            return new FleetResult(plan, of(file.name()).stream().filter(Member::isAlive).toList(), warnings);
        }
    }

    private int atOnce(FleetPlan plan) {
        return plan.file().atOnce().orElseGet(() -> Pace.of(host, plan.groups()));
    }

    private static void requireFit(FleetPlan plan) {
        if (!plan.fit().fits()) {
            throw new LauncherException(LauncherError.INSUFFICIENT_CAPACITY, "The fleet '" + plan.file().name() + "' does not fit. "
                    + String.join(" ", plan.fit().obstacles()),
                    "See slipway fleet plan; make it smaller, stop other instances, or raise its limits.", null);
        }
    }

    /**
     * Keeps a fleet as its file says, until the thread is interrupted: INTERRUPTED. The fleet runs on then. It has the fleet for
     * itself meanwhile: whoever changes it with another file would see it changed back. Throws FLEET_IN_USE.
     */
    public void watch(FleetFile file, Progress progress, FleetListener listener) {
        FleetLock lock = FleetLock.take(store, file.name(), "watched");
        try (lock) {
            FleetPlan plan = plan(file);
            listener.begins(plan);
            Work work = new Work(instances, store.tags(), progress, listener, atOnce(plan));
            new WatchFleet(work, plan, () -> lookup.of(file), () -> of(file.name())).run();
        }
    }

    /** Every member of every fleet, by fleet, group and number; terminated ones for an hour. */
    public List<Member> list() {
        List<Member> members = new ArrayList<>();
        for (Instance instance : instances.list()) {
            Member.of(instance).ifPresent(members::add);
        }
        members.sort(Order.MEMBERS);
        return members;
    }

    /** The members of one fleet, those that are left of it and those that went within the hour. Throws FLEET_NOT_FOUND. */
    public List<Member> members(String fleet) {
        List<Member> members = of(fleet);
        if (members.isEmpty()) {
            throw new LauncherException(LauncherError.FLEET_NOT_FOUND, "The fleet '" + fleet + "' does not exist.",
                    "slipway fleet list");
        }
        return members;
    }

    private List<Member> of(String fleet) {
        return list().stream().filter(member -> member.fleet().equals(fleet)).toList();
    }

    /** Terminates all members of these fleets, and returns those that were there. Throws FLEET_NOT_FOUND, FLEET_IN_USE. */
    public List<Member> terminate(List<String> fleets, FleetListener listener) {
        fleets.forEach(this::members);
        List<FleetLock> locks = new ArrayList<>();
        try {
            for (String fleet : fleets) {
                locks.add(FleetLock.take(store, fleet, "terminated"));
            }
            List<Member> ending = list().stream().filter(each -> fleets.contains(each.fleet()) && each.isAlive()).toList();
            Map<InstanceId, String> ids = new LinkedHashMap<>();
            ending.forEach(member -> ids.put(member.id(), member.name()));
            new Ending(new Work(instances, store.tags(), Progress.NONE, listener, 1)).terminate(ids, "");
            return ending;
        } finally {
            locks.forEach(FleetLock::close);
        }
    }
}
