package dev.slipway.launcher.instance.life;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.layer.LayerRelease;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.volume.Volumes;
import dev.slipway.launcher.instance.machine.InstanceFiles;
import dev.slipway.launcher.instance.machine.InstanceRecords;
import dev.slipway.launcher.instance.machine.Interfaces;
import dev.slipway.launcher.instance.machine.Machines;
import dev.slipway.launcher.instance.machine.Parallel;
import dev.slipway.launcher.instance.record.AttachedVolume;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.state.InstanceState;
import dev.slipway.launcher.instance.state.StateReason;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Takes away what an instance owns: its domain, the volumes that go with it, its files, its ports. Every step bears
 * being done twice, because whoever does them may be killed after each. What a guest printed last stays readable as
 * long as the terminated instance is visible, as with EC2's GetConsoleOutput.
 */
public final class Removal {

    private final InstanceRecords records;
    private final Machines machines;
    private final Volumes volumes;
    private final Interfaces interfaces;
    private final StoreLayout layout;
    private final LayerRelease release;

    /** {@code release} is told of the layer beneath a root disk that was deleted. */
    public Removal(InstanceRecords records, Machines machines, Volumes volumes, Interfaces interfaces, StoreLayout layout,
            LayerRelease release) {
        this.records = records;
        this.machines = machines;
        this.volumes = volumes;
        this.interfaces = interfaces;
        this.layout = layout;
        this.release = release;
    }

    /** The first half, in the transaction that decides it: no more than words, but from here on there is no way back. */
    public Instance begin(Change change, Instance instance, StateReason reason) {
        for (AttachedVolume volume : instance.volumes()) {
            if (volume.deleteOnTermination()) {
                volumes.markDeleting(change, volume.volumeId());
            }
        }
        return records.update(change, instance.instanceId(),
                now -> now.with(now.lifecycle().moved(InstanceState.SHUTTING_DOWN, reason, Timestamp.now())));
    }

    /**
     * The second half: does what {@link #begin} decided. Instances that are not shutting down are left alone. All machines go
     * before the host's networks are told, once: what is said of one member of a security group costs every other that runs.
     */
    public void finish(List<InstanceId> ids) {
        List<Instance> ending = records.catalogue().read(reader -> ids.stream()
                .flatMap(id -> records.findAnyones(reader, id).stream()).map(Stored::document)
                .filter(instance -> instance.state() == InstanceState.SHUTTING_DOWN).toList());
        each(ending, instance -> {
            machines.remove(instance.instanceId());
            Failpoint.TERMINATION_MACHINE_GONE.reached();
        });
        interfaces.disconnect(ending);
        each(ending, this::discard);
    }

    private static void each(List<Instance> instances, Consumer<Instance> work) {
        List<Parallel.Task<Instance>> tasks = new ArrayList<>();
        for (Instance instance : instances) {
            tasks.add(() -> {
                work.accept(instance);
                return instance;
            });
        }
        Parallel.run(tasks, Parallel.STARTS);
    }

    private void discard(Instance instance) {
        InstanceId id = instance.instanceId();
        for (AttachedVolume volume : instance.volumes()) {
            volumes.deleteMarked(volume.volumeId());
        }
        Failpoint.TERMINATION_VOLUMES_GONE.reached();
        deleteFiles(id);
        Failpoint.TERMINATION_FILES_GONE.reached();
        records.catalogue().change(change -> {
            for (AttachedVolume volume : instance.volumes()) {
                if (!volume.deleteOnTermination()) {
                    volumes.detach(change, volume.volumeId());
                }
            }
            interfaces.release(change, id);
            return records.update(change, id, now -> now.emptied().with(now.lifecycle().moved(InstanceState.TERMINATED,
                    now.lifecycle().reason().orElse(StateReason.USER_INITIATED), Timestamp.now())));
        });
        instance.instanceStore().ifPresent(root -> release.released(root.layerId()));
    }

    /** Removes what was made for an instance that was never recorded. */
    public void forgetUnrecorded(InstanceId id) {
        machines.remove(id);
        DurableFiles.delete(layout.instance(id));
    }

    /** Removes the last of an instance that is no longer to be seen. */
    public void expire(Instance instance) {
        DurableFiles.delete(layout.instance(instance.instanceId()));
        records.catalogue().change(change -> {
            records.delete(change, instance.instanceId());
            return null;
        });
    }

    private void deleteFiles(InstanceId id) {
        InstanceFiles files = new InstanceFiles(layout, id);
        if (!Files.isDirectory(files.folder())) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(files.folder())) {
            for (Path entry : entries) {
                if (!entry.equals(files.console())) {
                    DurableFiles.delete(entry);
                }
            }
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, "The folder of the instance '" + id + "' cannot be emptied.", e);
        }
    }
}
