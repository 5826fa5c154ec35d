package dev.slipway.launcher.cli.region;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.output.Answer;
import dev.slipway.launcher.cli.output.Column;
import dev.slipway.launcher.settings.Settings;
import java.util.List;

/** {@code slipway region list}, EC2's DescribeRegions. */
final class RegionList extends Verb {

    RegionList() {
        super("list", "List the regions.");
        example("slipway region list", "The regions under the home folder, the current one included.");
    }

    @Override
    public int run(Invocation invocation) {
        Settings settings = invocation.settings();
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode regions = document.putArray("Regions");
        for (String name : List.of(settings.region())) {
            regions.addObject()
                    .put("OptInStatus", "opt-in-not-required")
                    .put("RegionName", name)
                    .put("Endpoint", "localhost");
        }
        invocation.output().print(Answer.list(document, "Regions", Column.at("REGION", "RegionName")));
        return 0;
    }
}
