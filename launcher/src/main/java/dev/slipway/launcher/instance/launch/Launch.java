package dev.slipway.launcher.instance.launch;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.libvirt.GuestDomain;
import dev.slipway.host.progress.Progress;
import dev.slipway.host.undo.Rollback;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.layer.Layer;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.operation.Operation;
import dev.slipway.imagestore.operation.RunningOperation;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.imagestore.volume.VolumeAttachment;
import dev.slipway.launcher.domain.DomainSpec;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.launch.LaunchPlan.PlannedInstance;
import dev.slipway.launcher.instance.launch.PlannedDevices.PlannedVolume;
import dev.slipway.launcher.instance.life.Removal;
import dev.slipway.launcher.instance.machine.DomainOf;
import dev.slipway.launcher.instance.machine.EphemeralDisks;
import dev.slipway.launcher.instance.machine.InstanceFiles;
import dev.slipway.launcher.instance.machine.InstanceRecords;
import dev.slipway.launcher.instance.machine.Interfaces;
import dev.slipway.launcher.instance.machine.Machines;
import dev.slipway.launcher.instance.machine.Parallel;
import dev.slipway.launcher.instance.machine.RootOverlays;
import dev.slipway.launcher.instance.machine.Seeds;
import dev.slipway.launcher.instance.record.AttachedVolume;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.record.NetworkInterface;
import dev.slipway.launcher.instance.record.Trace;
import dev.slipway.launcher.instance.request.LaunchRequest;
import dev.slipway.launcher.instance.state.InstanceState;
import dev.slipway.launcher.instance.state.StateReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * EC2's <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html">RunInstances</a>: files
 * first, then one transaction that records the instances with their volumes, then the domains, then one transaction
 * that says they run. All of it is one operation: whatever ends it early, here or in a process that was killed, it is
 * taken back by {@link #settle}.
 */
public final class Launch {

    /** The kind of its operations in flight. */
    public static final String KIND = "launch";
    private static final String INSTANCES = "instances";
    private static final String VOLUMES = "volumes";

    private final ImageStore store;
    private final InstanceRecords records;
    private final Machines machines;
    private final LaunchPlanner planner;
    private final Seeds seeds;
    private final Interfaces interfaces;
    private final Removal removal;
    private final RootOverlays roots;
    private final EphemeralDisks ephemeral;
    private final LaunchTokens tokens;

    /** @param removal takes back what a launch that fails has made */
    public Launch(ImageStore store, InstanceRecords records, Machines machines, LaunchPlanner planner, Seeds seeds,
            Interfaces interfaces, Removal removal) {
        this.store = store;
        this.records = records;
        this.machines = machines;
        this.planner = planner;
        this.seeds = seeds;
        this.interfaces = interfaces;
        this.removal = removal;
        this.roots = new RootOverlays(store);
        this.ephemeral = new EphemeralDisks(store.layout());
        this.tokens = new LaunchTokens(store.catalogue(), store.account());
    }

    /**
     * Launches what is asked for, and returns once every domain runs; of a launch that was done before, what is left of
     * its instances.
     */
    public List<Instance> run(LaunchRequest request, Progress progress) {
        Optional<List<Instance>> earlier = request.dryRun() ? Optional.empty() : tokens.earlier(request);
        while (earlier.isEmpty()) {
            Trace.Recorder trace = new Trace.Recorder();
            LaunchPlan plan = trace.phase("plan", () -> planner.plan(request));
            if (request.dryRun()) {
                throw new LauncherException(LauncherError.DRY_RUN, "The request would have succeeded, but it is a dry run.");
            }
            try {
                return run(request, plan, trace, progress);
            } catch (LauncherException e) {
                // Another launch was quicker. It may still do with fewer; the next plan says so, or that there is no room.
                if (e.code() != LauncherError.INSUFFICIENT_CAPACITY || plan.instances().size() == request.minCount()) {
                    throw e;
                }
            }
        }
        return earlier.get();
    }

    private List<Instance> run(LaunchRequest request, LaunchPlan plan, Trace.Recorder trace, Progress progress) {
        // Before anything is touched: what is begun without libvirt could not be taken back without it either.
        trace.run("connect", machines::hypervisor);
        Optional<Layer> root = plan.bundle().map(bundle -> trace.phase("unpack", () -> roots.layer(bundle, progress)));
        List<String> claims = claims(plan);
        tokens.claim(request).ifPresent(claims::add);
        try (RunningOperation operation = trace.phase("begin",
                () -> store.operations().begin(KIND, details(plan), pinned(plan, root), claims))) {
            // The same launch may have been waited for.
            Optional<List<Instance>> earlier = tokens.earlier(request);
            if (earlier.isPresent()) {
                store.catalogue().change(change -> {
                    operation.finish(change);
                    return null;
                });
                return earlier.get();
            }
            root.ifPresent(roots::requireThere);
            List<List<Volume>> disks = trace.phase("disks", () -> makeFiles(plan, root));
            Failpoint.LAUNCH_FILES_MADE.reached();
            List<Instance> recorded = trace.phase("record", () -> record(plan, root, disks));
            Failpoint.LAUNCH_RECORDED.reached();
            List<List<Trace.Phase>> starts = trace.phase("start", () -> start(recorded, trace));
            Failpoint.LAUNCH_COMMITTING.reached();
            List<Instance> running = commit(request, operation, recorded, trace.trace(), starts);
            Failpoint.LAUNCH_COMMITTED.reached();
            return running;
        }
    }

    private static List<LayerId> pinned(LaunchPlan plan, Optional<Layer> root) {
        List<LayerId> pinned = new ArrayList<>(plan.pinned());
        root.ifPresent(layer -> pinned.add(layer.layerId()));
        return pinned;
    }

    private static Map<String, String> details(LaunchPlan plan) {
        StringBuilder instances = new StringBuilder();
        StringBuilder volumes = new StringBuilder();
        for (PlannedInstance instance : plan.instances()) {
            instances.append(instance.id()).append(' ');
            for (PlannedVolume volume : instance.devices().volumes()) {
                volumes.append(volume.plan().volumeId()).append(' ');
            }
        }
        return Map.of(INSTANCES, instances.toString(), VOLUMES, volumes.toString());
    }

    /** Nobody takes a snapshot of a volume whose guest is about to open it. */
    private static List<String> claims(LaunchPlan plan) {
        List<String> claims = new ArrayList<>();
        for (PlannedInstance instance : plan.instances()) {
            claims.add(instance.id().value());
            instance.devices().volumes().forEach(volume -> claims.add(volume.plan().volumeId().value()));
        }
        return claims;
    }

    private List<List<Volume>> makeFiles(LaunchPlan plan, Optional<Layer> root) {
        List<Parallel.Task<List<Volume>>> tasks = new ArrayList<>();
        for (PlannedInstance instance : plan.instances()) {
            tasks.add(() -> {
                // What is undone is undone by the operation, which knows the volumes by name.
                List<Volume> volumes = store.volumes().prepare(instance.devices().volumePlans(), new Rollback());
                Failpoint.LAUNCH_FILES_BEGUN.reached();
                return volumes;
            });
        }
        for (PlannedInstance instance : plan.instances()) {
            tasks.add(() -> {
                seeds.write(instance.id(), instance.hostname(), plan.publicKeys(), instance.userData(),
                        NetworkConfigOf.plans(instance.id(), plan.interfaces()), plan.seed());
                root.ifPresent(layer -> roots.make(instance.id(), layer));
                ephemeral.make(instance.id(), instance.devices().ephemeralDisks());
                return List.of();
            });
        }
        List<List<Volume>> made = Parallel.run(tasks, Parallel.FILES);
        return made.subList(0, plan.instances().size());
    }

    private List<Instance> record(LaunchPlan plan, Optional<Layer> root, List<List<Volume>> disks) {
        requireNotInterrupted();
        return records.catalogue().change(change -> {
            Instant now = Timestamp.now();
            planner.requireRoom(change, plan);
            store.launches().record(change, plan.image().imageId(), now);
            List<Instance> instances = new ArrayList<>();
            for (int i = 0; i < plan.instances().size(); i++) {
                InstanceId id = plan.instances().get(i).id();
                List<NetworkInterface> network = interfaces.reserve(change, id, plan.interfaces());
                Instance instance = plan.newInstance(i, network, root, now);
                insertVolumes(change, instance, disks.get(i));
                instances.add(records.insert(change, instance));
            }
            return instances;
        });
    }

    private static void insertVolumes(Change change, Instance instance, List<Volume> volumes) {
        for (int i = 0; i < volumes.size(); i++) {
            AttachedVolume attached = instance.volumes().get(i);
            Volume volume = volumes.get(i);
            // A blank disk is nobody's product; all others hold the image's content, and so its codes go with them.
            Volume coded = volume.snapshotId().isEmpty() ? volume
                    : volume.withProductCodes(ProductCode.union(volume.productCodes(), instance.productCodes()));
            change.insert(Volume.TABLE, coded.attachedTo(new VolumeAttachment(instance.instanceId().value(),
                    attached.deviceName(), attached.attachTime(), attached.deleteOnTermination())));
        }
    }

    private List<List<Trace.Phase>> start(List<Instance> instances, Trace.Recorder shared) {
        shared.run("network", () -> interfaces.connect(instances));
        List<Parallel.Task<List<Trace.Phase>>> tasks = new ArrayList<>();
        for (Instance instance : instances) {
            tasks.add(() -> start(instance, shared.part()));
        }
        return Parallel.run(tasks, Parallel.STARTS);
    }

    private List<Trace.Phase> start(Instance instance, Trace.Recorder trace) {
        requireNotInterrupted();
        DomainSpec spec = DomainOf.instance(instance, store.layout(), newVolume -> 0);
        InstanceFiles files = new InstanceFiles(store.layout(), instance.instanceId());
        try (GuestDomain domain = trace.phase("define", () -> machines.define(spec, files))) {
            Failpoint.LAUNCH_DEFINED.reached();
            trace.run("boot", () -> machines.boot(domain));
            Failpoint.LAUNCH_BOOTED.reached();
        }
        return trace.trace().phases();
    }

    private List<Instance> commit(LaunchRequest request, RunningOperation operation, List<Instance> recorded, Trace shared,
            List<List<Trace.Phase>> starts) {
        requireNotInterrupted();
        return records.catalogue().change(change -> {
            Instant now = Timestamp.now();
            List<Instance> running = new ArrayList<>();
            for (int i = 0; i < recorded.size(); i++) {
                Trace trace = shared.and(starts.get(i));
                running.add(records.update(change, recorded.get(i).instanceId(),
                        instance -> instance.with(instance.lifecycle().running(now)).with(trace)));
            }
            tokens.record(change, request, recorded.get(0).reservationId(), now);
            operation.finish(change);
            return running;
        });
    }

    /** Takes back a launch that did not come to its end: its instances become terminated ones, its files go. */
    public void settle(Operation operation) {
        List<InstanceId> recorded = new ArrayList<>();
        for (String value : words(operation, INSTANCES)) {
            InstanceId id = new InstanceId(value);
            Optional<Stored<Instance>> stored = records.catalogue().read(reader -> records.findAnyones(reader, id));
            if (stored.isEmpty()) {
                removal.forgetUnrecorded(id);
            } else {
                if (stored.get().document().state() == InstanceState.PENDING) {
                    records.catalogue().change(
                            change -> removal.begin(change, stored.get().document(), StateReason.LAUNCH_FAILED));
                }
                recorded.add(id);
            }
        }
        removal.finish(recorded);
        for (String value : words(operation, VOLUMES)) {
            store.volumes().discard(new VolumeId(value));
        }
    }

    private static String[] words(Operation operation, String name) {
        String text = operation.details().getOrDefault(name, "").strip();
        return text.isEmpty() ? new String[0] : text.split(" ");
    }

    private static void requireNotInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new HostException(HostError.INTERRUPTED, "The launch was interrupted; what was begun is taken back.");
        }
    }
}
