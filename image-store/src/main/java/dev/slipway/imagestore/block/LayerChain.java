package dev.slipway.imagestore.block;

import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.probe.Qcow2Content;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The files of a layer and of those it builds on, opened. */
final class LayerChain implements AutoCloseable {

    /** A block's bytes, as EBS has them. */
    static final int BLOCK_BYTES = 512 << 10;

    /** The topmost first. */
    private final List<Qcow2Content> files = new ArrayList<>();

    /** @param layers the topmost first */
    LayerChain(StoreLayout layout, List<LayerId> layers) {
        boolean opened = false;
        try {
            for (LayerId layer : layers) {
                Qcow2Content file = new Qcow2Content(layout.layerDisk(layer), true);
                files.add(file);
                // A layer may have been made to stand alone since the catalogue was read; what it builds on no more does not count.
                if (!file.isOverlay()) {
                    break;
                }
            }
            opened = true;
        } catch (IOException e) {
            throw unreadable(e);
        } finally {
            if (!opened) {
                close();
            }
        }
    }

    /** The blocks that some of these layers say something of. */
    BitSet written(boolean zeros) {
        BitSet blocks = new BitSet();
        try {
            for (Qcow2Content file : files) {
                file.eachOwn(zeros, (offset, length) ->
                        blocks.set((int) (offset / BLOCK_BYTES), (int) ((offset + length - 1) / BLOCK_BYTES) + 1));
            }
            return blocks;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** What a guest would read; zeros beyond the end of the disk. */
    byte[] read(int block) {
        byte[] content = new byte[BLOCK_BYTES];
        BitSet missing = new BitSet();
        missing.set(0, BLOCK_BYTES);
        try {
            for (Qcow2Content file : files) {
                file.fill((long) block * BLOCK_BYTES, content, missing);
            }
            return content;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static StoreException unreadable(IOException cause) {
        return new StoreException(StoreError.LAYER_DAMAGED, "A layer of the snapshot cannot be read: " + cause.getMessage() + ".",
                null, cause);
    }

    @Override
    public void close() {
        for (Qcow2Content file : files) {
            try {
                file.close();
            } catch (IOException e) {
                throw unreadable(e);
            }
        }
    }
}
