package dev.slipway.launcher.instance;

import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.usage.MeterKind;
import dev.slipway.imagestore.usage.Metering;
import dev.slipway.imagestore.usage.Reading;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.launcher.instance.record.AttachedVolume;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.state.InstanceState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Instances: each run, from when its machine was seen to run until it was seen not to, as EC2 charges them. What it is
 * charged as are the codes of its image and of the volumes it has.
 */
final class InstanceMetering implements Metering<Instance> {

    @Override
    public Table<Instance> table() {
        return Instance.TABLE;
    }

    @Override
    public Optional<Reading> reading(Reader reader, Instance instance) {
        if (instance.state() != InstanceState.RUNNING) {
            return Optional.empty();
        }
        List<ProductCode> codes = instance.productCodes();
        for (AttachedVolume attached : instance.volumes()) {
            codes = ProductCode.union(codes, reader.find(Volume.TABLE, attached.volumeId().value())
                    .map(Stored::document).map(Volume::productCodes).orElse(List.of()));
        }
        return Optional.of(new Reading(MeterKind.INSTANCE, instance.instanceId().value(), instance.ownerId(),
                instance.lifecycle().since(), 1, Optional.of(instance.instanceType()),
                Optional.of(instance.imageId().value()), codes));
    }

    @Override
    public Instant ceased(Instance instance) {
        return instance.lifecycle().since();
    }
}
