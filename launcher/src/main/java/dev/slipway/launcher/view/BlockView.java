package dev.slipway.launcher.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.block.BlockList;
import dev.slipway.imagestore.block.ListedBlock;
import dev.slipway.imagestore.block.SnapshotBlocks;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Blocks of snapshots in the shapes of EBS's answers. */
public final class BlockView {

    private static final String INDEX = "BlockIndex";

    private BlockView() {
    }

    /** What ListSnapshotBlocks answers. */
    public static ObjectNode list(BlockList blocks) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("Blocks");
        for (ListedBlock block : blocks.blocks()) {
            list.addObject().put(INDEX, block.index()).put("BlockToken", block.token().orElseThrow());
        }
        return put(document, blocks);
    }

    /** What ListChangedBlocks answers. */
    public static ObjectNode changed(BlockList blocks) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("ChangedBlocks");
        for (ListedBlock block : blocks.blocks()) {
            ObjectNode json = list.addObject().put(INDEX, block.index());
            block.firstToken().ifPresent(token -> json.put("FirstBlockToken", token));
            block.token().ifPresent(token -> json.put("SecondBlockToken", token));
        }
        return put(document, blocks);
    }

    private static ObjectNode put(ObjectNode document, BlockList blocks) {
        document.put("ExpiryTime", blocks.expiry().getEpochSecond()).put("VolumeSize", blocks.volumeSize())
                .put("BlockSize", SnapshotBlocks.BLOCK_BYTES);
        blocks.nextToken().ifPresent(token -> document.put("NextToken", token));
        return document;
    }

    /** What GetSnapshotBlock answers: the content, and what goes into headers. */
    public static ObjectNode content(byte[] block) {
        try {
            String checksum = Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(block));
            return JsonNodeFactory.instance.objectNode().put("DataLength", block.length).put("BlockData", block)
                    .put("Checksum", checksum).put("ChecksumAlgorithm", "SHA256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
