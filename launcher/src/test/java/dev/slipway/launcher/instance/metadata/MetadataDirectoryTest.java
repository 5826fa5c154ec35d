package dev.slipway.launcher.instance.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.launcher.instance.InstanceTables;
import dev.slipway.launcher.instance.SampleInstance;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.record.ReservedAddress;
import dev.slipway.launcher.instance.state.InstanceState;
import dev.slipway.launcher.instance.state.StateReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody is taken for an instance who is not at its address, on its network, behind its card, while it may run. */
class MetadataDirectoryTest {

    private static final String MAC = "02:aa:bb:cc:dd:ee";
    private static final String ADDRESS = "192.168.122.7";

    @Test
    void anInstanceIsFoundByAllThatIsKeptForItOnly(@TempDir Path home) {
        StoreLayout layout = new StoreLayout(home, "local-1");
        MetadataDirectory directory = new MetadataDirectory(layout);
        assertEquals(Set.of(), directory.networks());
        assertFalse(Files.exists(layout.catalogue()), "nobody makes a catalogue by asking");
        try (ImageStore store = ImageStore.open(layout, SampleInstance.ALICE, InstanceTables.all())) {
            Instance instance = SampleInstance.draft().build();
            InstanceId id = instance.instanceId();
            store.catalogue().change(change -> {
                change.insert(ReservedAddress.TABLE, new ReservedAddress("default", ADDRESS, MAC, id.value(), id));
                return change.insert(Instance.TABLE, instance);
            });
            assertEquals(Set.of("default"), directory.networks());
            assertEquals(Optional.of(id), found(directory, "default", ADDRESS, MAC), "while it is launched");
            assertEquals(Optional.of(id), found(directory, "default", ADDRESS, "02:AA:bb:cc:dd:ee"));
            assertEquals(Optional.empty(), found(directory, "default", ADDRESS, "02:aa:bb:cc:dd:ef"), "another card");
            assertEquals(Optional.empty(), found(directory, "default", "192.168.122.8", MAC), "another address");
            assertEquals(Optional.empty(), found(directory, "other", ADDRESS, MAC), "another network");

            set(store, instance.with(instance.lifecycle().running(Timestamp.now())));
            assertEquals(Optional.of(id), found(directory, "default", ADDRESS, MAC));
            set(store, instance.with(instance.lifecycle().moved(InstanceState.STOPPED, StateReason.USER_INITIATED, Timestamp.now())));
            assertEquals(Optional.empty(), found(directory, "default", ADDRESS, MAC), "a stopped one");
            directory.close();
        }
    }

    private static void set(ImageStore store, Instance next) {
        store.catalogue().change(change -> change.update(Instance.TABLE, next,
                change.find(Instance.TABLE, next.instanceId().value()).orElseThrow().version()));
    }

    private static Optional<InstanceId> found(MetadataDirectory directory, String network, String address, String mac) {
        return directory.find(network, address, mac).map(subject -> subject.instance().instanceId());
    }
}
