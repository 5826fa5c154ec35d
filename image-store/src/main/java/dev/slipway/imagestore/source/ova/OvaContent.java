package dev.slipway.imagestore.source.ova;

import dev.slipway.imagestore.source.Recognised;
import dev.slipway.imagestore.source.SourceDisk;
import java.util.List;

/**
 * What came out of a virtual appliance.
 *
 * @param disks in their order
 * @param recognised what its descriptor says
 */
public record OvaContent(List<SourceDisk> disks, Recognised recognised) {

    public OvaContent {
        disks = List.copyOf(disks);
    }
}
