package dev.slipway.launcher.cli.region;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.output.Answer;
import dev.slipway.launcher.cli.output.Column;
import dev.slipway.launcher.settings.RegionNames;
import dev.slipway.launcher.settings.Settings;
import java.io.IOException;
import java.util.Collection;

/** {@code slipway region list}, EC2's DescribeRegions. */
final class RegionList extends Verb {

    RegionList() {
        super("list", "List the regions.");
        example("slipway region list", "The regions under the home folder, the current one included.");
    }

    @Override
    public int run(Invocation invocation) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode regions = document.putArray("Regions");
        for (String name : names(invocation.settings())) {
            regions.addObject()
                    .put("OptInStatus", "opt-in-not-required")
                    .put("RegionName", name)
                    .put("Endpoint", "localhost");
        }
        invocation.output().print(Answer.list(document, "Regions", Column.at("REGION", "RegionName")));
        return 0;
    }

    private static Collection<String> names(Settings settings) {
        try {
            return RegionNames.of(settings);
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED,
                    "The regions under " + settings.home() + " cannot be listed: " + e.getMessage() + ".", e);
        }
    }
}
