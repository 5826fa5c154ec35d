package dev.slipway.launcher.instance;

import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.record.Recorded;
import dev.slipway.launcher.instance.machine.InstanceFiles;
import dev.slipway.launcher.instance.machine.InstanceRecords;
import dev.slipway.launcher.instance.machine.Interfaces;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.LaunchToken;
import dev.slipway.launcher.instance.state.InstanceState;
import dev.slipway.launcher.instance.template.LaunchTemplate;
import dev.slipway.launcher.instance.template.LaunchTemplates;
import dev.slipway.launcher.keypair.KeyPairs;
import dev.slipway.launcher.securitygroup.SecurityGroups;
import java.util.ArrayList;
import java.util.List;

/** What instances, and all that is kept for them, look like in a store. */
public final class InstanceTables {

    private InstanceTables() {
    }

    /** What this package keeps in the catalogue, for whoever opens the store. */
    public static List<Table<?>> all() {
        List<Table<?>> tables = new ArrayList<>(InstanceRecords.TABLES);
        tables.addAll(KeyPairs.TABLES);
        tables.addAll(SecurityGroups.TABLES);
        tables.add(LaunchToken.TABLE);
        tables.add(LaunchTemplate.TABLE);
        return tables;
    }

    /** What of it is recorded beside, so that it comes back when the catalogue is lost. */
    public static List<Recorded<?>> recorded(StoreLayout layout) {
        return List.of(KeyPairs.recorded(layout), LaunchTemplates.recorded(layout), SecurityGroups.recorded(layout),
                Recorded.eachIn(layout.instances(), InstanceFiles.RECORD, Instance.TABLE).late()
                        .keptWhen(instance -> instance.state() != InstanceState.TERMINATED)
                        .withReferences(InstanceTables::needed)
                        .alsoRestoring(Interfaces::restore));
    }

    private static List<String> needed(Instance instance) {
        List<String> needed = new ArrayList<>();
        instance.volumes().forEach(volume -> needed.add(volume.volumeId().value()));
        instance.boot().kernelId().ifPresent(id -> needed.add(id.value()));
        instance.boot().ramdiskId().ifPresent(id -> needed.add(id.value()));
        return needed;
    }
}
