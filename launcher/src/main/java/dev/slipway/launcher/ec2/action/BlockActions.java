package dev.slipway.launcher.ec2.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.block.BlockRange;
import dev.slipway.imagestore.block.SnapshotBlocks;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.launcher.ec2.protocol.Dialect;
import dev.slipway.launcher.view.BlockView;
import java.util.List;
import java.util.function.Function;

/** Snapshots block by block. */
final class BlockActions {

    private static final String ID = "SnapshotId";
    private static final String[] PAGE = {"StartingBlockIndex", "MaxResults", "NextToken"};

    private BlockActions() {
    }

    static List<Action> all() {
        return List.of(
                ebs("ListSnapshotBlocks", call -> BlockView.list(blocks(call).list(snapshot(call, ID), range(call))), ID, PAGE[0],
                        PAGE[1], PAGE[2]),
                ebs("ListChangedBlocks", BlockActions::changed, "FirstSnapshotId", "SecondSnapshotId", PAGE[0], PAGE[1], PAGE[2]),
                ebs("GetSnapshotBlock", BlockActions::block, ID, "BlockIndex", "BlockToken"));
    }

    private static Action ebs(String name, Function<Call, ObjectNode> work, String... parameters) {
        return new Action(Dialect.EBS, name, Action.DryRun.READS, List.of(parameters), work);
    }

    private static SnapshotBlocks blocks(Call call) {
        return call.services().store().snapshotBlocks();
    }

    private static SnapshotId snapshot(Call call, String name) {
        return new SnapshotId(call.required(name));
    }

    private static BlockRange range(Call call) {
        return new BlockRange(call.number("MaxResults"), call.number("StartingBlockIndex"), call.text("NextToken"));
    }

    private static ObjectNode changed(Call call) {
        SnapshotId second = snapshot(call, "SecondSnapshotId");
        return BlockView.changed(call.text("FirstSnapshotId").map(SnapshotId::new)
                .map(first -> blocks(call).changed(first, second, range(call))).orElseGet(() -> blocks(call).list(second, range(call))));
    }

    private static ObjectNode block(Call call) {
        int index = call.number("BlockIndex").orElseThrow();
        return BlockView.content(blocks(call).read(snapshot(call, ID), index, call.required("BlockToken")));
    }
}
